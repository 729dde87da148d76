import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DatabaseUnusableError } from '../../database/database-unusable.error.js';
import { TwofoldDataSource } from '../../database/twofold.data-source.js';
import { isDatabaseUnavailable, isNotPermitted } from '../../errors/database-errors.js';
import { BackgroundJob } from '../../jobs/background-job.js';
import { type KeyVariable, keyVariables } from '../../options/configured-keys.js';
import { Environment } from '../../options/environment.js';
import type { NamedKey } from '../../options/key-ring.js';
import { KeyCheckService } from './key-check.service.js';
import {
  announceCopy,
  buryDeadCopies,
  findOtherCopies,
  LIFETIME,
  lockCopies,
  type RecordedCopy,
  removeCopy,
} from './copy-records.js';
import { CopyWatch } from './copy-watch.js';
import { chosenKey, keyName, refuseUnknownWrites } from './key-choice.js';
import { keptKeyVariables } from './key-use.service.js';
import { findUsedKeys, refuseOtherKeys, rememberUsedKey } from './used-keys.js';

/** Seconds between two signs of life. */
const INTERVAL = 5;
/**
 * The copies on this database, and which keys each of them knows. New work is under the first key that all of them know, so
 * keys can be changed one copy after the other: none ever meets a row that it cannot read. One lock makes it certain: whoever
 * comes in is seen by the next choice, and sees every choice before.
 */
@Injectable()
export class RunningCopiesService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Keys');
  private readonly id = randomUUID();
  private readonly job = new BackgroundJob('running copies', () => this.giveSignOfLife(), INTERVAL);
  private readonly watch = new CopyWatch(3 * INTERVAL, LIFETIME);
  private readonly knows: string[];
  private isAnnounced = false;

  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly keyCheck: KeyCheckService,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {
    this.knows = keyVariables.flatMap((name) => environment[name].keys.map((key) => keyName(name, key)));
  }

  /** Before anything is served, sent or tidied up. @throws EnvironmentError for keys that would do harm. */
  async onModuleInit(): Promise<void> {
    try {
      await this.keyCheck.refuseWrongKeys();
      await this.announce(refuseUnknownWrites);
    } catch (error) {
      throw unusable(error as Error);
    }
    this.job.start();
  }

  /** When no request is under way any more: until then it reads what the others write. */
  async onApplicationShutdown(): Promise<void> {
    await this.job.stop();
    // After a failed start there may be no database. Who cannot say goodbye is dead soon.
    await removeCopy(this.dataSource.manager, this.id).catch(() => {});
  }

  /** Also done by itself, every {@link INTERVAL} seconds. */
  giveSignOfLife(): Promise<void> {
    return this.announce((...parameters) => {
      try {
        refuseUnknownWrites(...parameters);
      } catch (error) {
        this.logger.error((error as Error).message);
      }
    });
  }

  /** Copies that live, this one among them. */
  async count(): Promise<number> {
    const others = await findOtherCopies(this.dataSource.manager, this.id);
    return 1 + others.filter(({ isFresh }) => isFresh).length;
  }

  /** @param look at what the others write. */
  private async announce(look: typeof refuseUnknownWrites): Promise<void> {
    const chosen = await this.dataSource.transaction(async (manager) => {
      await lockCopies(manager);
      if (this.watch.hasLasted()) {
        await buryDeadCopies(manager);
      }
      const others = await findOtherCopies(manager, this.id);
      const fresh = others.filter(({ isFresh }) => isFresh);
      refuseOtherKeys(this.environment, await findUsedKeys(manager));
      keptKeyVariables.forEach((name) => look(name, this.environment[name], fresh));
      return this.choose(manager, others, fresh);
    });
    chosen.forEach((key, name) => this.use(name, key));
    this.isAnnounced = true;
    this.watch.signGiven();
  }

  private async choose(
    manager: EntityManager,
    others: RecordedCopy[],
    fresh: RecordedCopy[],
  ): Promise<Map<KeyVariable, NamedKey>> {
    const chosen = new Map<KeyVariable, NamedKey>();
    for (const name of keyVariables) {
      const ring = this.environment[name];
      chosen.set(name, chosenKey(name, ring, others) ?? chosenKey(name, ring, fresh) ?? ring.primary);
    }
    for (const name of keptKeyVariables) {
      await rememberUsedKey(manager, name, chosen.get(name) as NamedKey, this.clock.now());
    }
    await announceCopy(manager, this.id, { knows: this.knows, writes: this.writes(chosen) });
    return chosen;
  }

  /** What is under way may still be under the key of before; the next sign of life leaves that one out. */
  private writes(chosen: Map<KeyVariable, NamedKey>): string[] {
    const names = [...chosen].map(([name, key]) => keyName(name, key));
    if (this.isAnnounced) {
      names.push(...keyVariables.map((name) => keyName(name, this.environment[name].primary)));
    }
    return [...new Set(names)];
  }

  private use(name: KeyVariable, key: NamedKey): void {
    const ring = this.environment[name];
    const [first] = ring.keys;
    const isNews = this.isAnnounced ? key !== ring.primary : key !== first;
    ring.use(key);
    if (isNews) {
      this.logger.log(
        key === first
          ? `${name}: "${key.kid}" is for new work from now on, since all running copies know it.`
          : `${name}: "${key.kid}" is for new work until all running copies know "${first.kid}".`,
      );
    }
  }
}

function unusable(error: Error): Error {
  if (isNotPermitted(error)) {
    return new DatabaseUnusableError(
      `The user of the database may not use its tables (${error.message}): make it their owner`,
      error,
    );
  }
  return isDatabaseUnavailable(error)
    ? new DatabaseUnusableError(`The database cannot serve a start now: ${error.message}`, error)
    : error;
}
