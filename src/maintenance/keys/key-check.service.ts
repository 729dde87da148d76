import { Injectable } from '@nestjs/common';
import { TwofoldDataSource } from '../../database/twofold.data-source.js';
import { keyVariables } from '../../options/configured-keys.js';
import { EnvironmentError } from '../../options/environment.error.js';
import { Environment } from '../../options/environment.js';
import { removeGeneratedSecret } from '../../options/generated-secrets.js';
import { keptKeyVariables, KeyUseService } from './key-use.service.js';
import { findUsedKeys, forgetUsedKey, refuseMissingKeys, refuseOtherKeys, whereItWas } from './used-keys.js';

/**
 * Compares the keys with the database, so that the wrong ones stop the start: otherwise each log-in would be "wrong password",
 * each code a fault, and whoever resets a password meanwhile would be lost when the right keys come back.
 */
@Injectable()
export class KeyCheckService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly keyUse: KeyUseService,
    private readonly environment: Environment,
  ) {}

  /** @throws EnvironmentError */
  async refuseWrongKeys(): Promise<void> {
    await this.refuseNewSecrets();
    const { manager } = this.dataSource;
    const usedKeys = await findUsedKeys(manager);
    refuseOtherKeys(this.environment, usedKeys);
    const missing = usedKeys.filter(({ variable, kid }) => !this.environment[variable].byId.has(kid));
    const unrecorded = keptKeyVariables.filter((name) => !usedKeys.some(({ variable }) => variable === name));
    if (missing.length === 0 && unrecorded.length === 0) {
      return;
    }
    const uses = await this.keyUse.count();
    refuseMissingKeys(this.environment, uses);
    if (unrecorded.includes('ENCRYPTION_KEYS')) {
      await this.refuseKeysThatOpenNothing();
    }
    for (const key of missing) {
      if (!uses.some(({ variable, kid }) => variable === key.variable && kid === key.kid)) {
        await forgetUsedKey(manager, key);
      }
    }
  }

  /** Over a database that others wrote no keys are made, which nobody would miss before the next log-in. */
  private async refuseNewSecrets(): Promise<void> {
    const name = keptKeyVariables.find((variable) => this.environment[variable].isNew);
    if (!name) {
      return;
    }
    const [row] = await this.dataSource.query<[{ hasUsers: boolean }]>(
      'SELECT EXISTS (SELECT FROM users) AS "hasUsers"',
    );
    if (row.hasUsers) {
      const { DATA_DIR } = this.environment;
      keyVariables
        .filter((variable) => this.environment[variable].isNew)
        .forEach((variable) => removeGeneratedSecret(DATA_DIR, variable));
      throw new EnvironmentError(
        name,
        `is not set, and not in ${DATA_DIR}/secrets, though the database has users: put back what their rows are under (from your environment, or a backup of that folder)`,
      );
    }
  }

  /** A database of before the fingerprints: one row that opens is proof enough. */
  private async refuseKeysThatOpenNothing(): Promise<void> {
    for (const { kid } of this.environment.ENCRYPTION_KEYS.keys) {
      if (!(await this.keyUse.opensCiphertexts(kid))) {
        throw new EnvironmentError(
          'ENCRYPTION_KEYS',
          `has a key under the id "${kid}" that opens nothing of what the database has under that id: put the right one back (${whereItWas})`,
        );
      }
    }
  }
}
