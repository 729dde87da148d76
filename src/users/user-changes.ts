import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';
import { SCHEMA } from '../database/own-schema.js';

/** The PostgreSQL channel on which processes tell each other whose sessions or account have changed. */
export const USER_CHANGES_CHANNEL = `${SCHEMA}_user_changes`;

type Listener = (userId: string) => void;

const changedUsers = Symbol('changed users');

/**
 * Tells whoever remembers something about a user that it is no longer true. Every statement that ends or alters a session,
 * or alters what the guards ask of a user, is followed by {@link announce}: in this process the news is out before the
 * transaction is reported as committed, in all others through `NOTIFY`, which PostgreSQL sends with the commit.
 */
@Injectable()
export class UserChanges implements EntitySubscriberInterface {
  private readonly listeners: Listener[] = [];

  constructor(@InjectDataSource() dataSource: DataSource) {
    dataSource.subscribers.push(this);
  }

  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  async announce(manager: EntityManager, userId: string): Promise<void> {
    await manager.query('SELECT pg_notify($1, $2)', [USER_CHANGES_CHANNEL, userId]);
    if (manager.queryRunner?.isTransactionActive) {
      changedIn(manager.queryRunner).add(userId);
    } else {
      this.tell(userId);
    }
  }

  afterTransactionCommit({ queryRunner }: { queryRunner: QueryRunner }): void {
    changedIn(queryRunner).forEach((userId) => this.tell(userId));
  }

  private tell(userId: string): void {
    this.listeners.forEach((listener) => listener(userId));
  }
}

function changedIn({ data }: QueryRunner): Set<string> {
  const perTransaction = data as { [changedUsers]?: Set<string> };
  return (perTransaction[changedUsers] ??= new Set());
}
