import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/after-commit.js';
import { SCHEMA } from '../database/own-schema.js';

/** The PostgreSQL channel on which processes tell each other whose sessions or account have changed. */
export const USER_CHANGES_CHANNEL = `${SCHEMA}_user_changes`;

type Listener = (userId: string) => void;

/**
 * Tells whoever remembers something about a user that it is no longer true. Every statement that ends or alters a session,
 * or alters what the guards ask of a user, is followed by {@link announce}: in this process the news is out before the
 * transaction is reported as committed, in all others through `NOTIFY`, which PostgreSQL sends with the commit.
 */
@Injectable()
export class UserChanges {
  private readonly listeners: Listener[] = [];

  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  async announce(manager: EntityManager, userId: string): Promise<void> {
    await manager.query('SELECT pg_notify($1, $2)', [USER_CHANGES_CHANNEL, userId]);
    afterCommit(manager, userId, () => this.listeners.forEach((listener) => listener(userId)));
  }
}
