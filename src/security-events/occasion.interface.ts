import type { EntityManager } from 'typeorm';
import type { Client } from '../client/client.decorator.js';

/** In which transaction something happened, to whom, and who did it: an `AccountTransaction` is one. */
export interface Occasion {
  manager: EntityManager;
  /** Null for an address that has no account. */
  userId: string | null;
  client: Client;
}

export type OwnedOccasion = Occasion & { userId: string };
