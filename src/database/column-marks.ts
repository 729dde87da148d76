import type { Environment } from '../options/environment.js';

type EntityClass = abstract new () => object;

interface MarkedColumn {
  entity: EntityClass;
  property: string;
}

export interface ExpiringColumn extends MarkedColumn {
  /** Seconds that a row is kept after the time in it. */
  retention: (environment: Environment) => number;
}

export interface EncryptedColumn extends MarkedColumn {
  /** The `additional authenticated data` of a row. */
  context: (row: never) => string;
}

/** A hash that `PasswordHasher` made. */
export type PepperedColumn = MarkedColumn;

const expiring: ExpiringColumn[] = [];
const encrypted: EncryptedColumn[] = [];
const peppered: PepperedColumn[] = [];

/**
 * A time after which nothing reads the row any more: housekeeping deletes it.
 *
 * @param retention seconds that it is kept beyond that.
 */
export function Expires(retention: number | ExpiringColumn['retention'] = 0): PropertyDecorator {
  return ({ constructor }, property) => {
    expiring.push({
      entity: constructor as EntityClass,
      property: String(property),
      retention: typeof retention === 'number' ? () => retention : retention,
    });
  };
}

/** A text that `SecretCipher` has encrypted: the rotation of keys renews it. The entity's key is called `id`. */
export function Encrypted(context: EncryptedColumn['context']): PropertyDecorator {
  return ({ constructor }, property) => {
    encrypted.push({ entity: constructor as EntityClass, property: String(property), context });
  };
}

/** A hash that `PasswordHasher` made: it is worth nothing without its pepper. */
export function Peppered(): PropertyDecorator {
  return ({ constructor }, property) => {
    peppered.push({ entity: constructor as EntityClass, property: String(property) });
  };
}

export function expiringColumns(): readonly ExpiringColumn[] {
  return expiring;
}

export function encryptedColumns(): readonly EncryptedColumn[] {
  return encrypted;
}

export function pepperedColumns(): readonly PepperedColumn[] {
  return peppered;
}
