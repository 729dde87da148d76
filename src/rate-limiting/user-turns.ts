import { Injectable } from '@nestjs/common';
import { ServiceUnavailableException } from '../errors/common.exceptions.js';

/** Requests of one user at work at a time: half of the database connections, since all may wait for the user's one row. */
export const MAX_RUNNING = 5;
/** Further ones that wait for their turn, which costs nothing but memory. */
const MAX_WAITING = 100;
/** Milliseconds. With what its statements may take then, a request is answered within three seconds. */
const LONGEST_WAIT = 1000;

interface Turns {
  running: number;
  readonly waiting: Set<() => void>;
}

/** A place among those at work. */
export interface Turn {
  /** Whether it had to be waited for, so that what was known before may no longer be true. */
  readonly isLate: boolean;
  readonly end: () => void;
}

/**
 * Lets only a few requests of one user work at a time, in this process. What changes an account locks its row, so more of
 * them would be no faster, but each would hold a database connection while it waits, and other people would get none.
 */
@Injectable()
export class UserTurns {
  private readonly turnsOf = new Map<string, Turns>();

  /**
   * @param users ids, or whatever stands for one: a place under each of them.
   * @throws ServiceUnavailableException when too many wait already, or the turn does not come in time.
   */
  async take(...users: string[]): Promise<Turn> {
    const turns: Turn[] = [];
    const end = (): void => turns.forEach((turn) => turn.end());
    try {
      for (const user of users) {
        turns.push(await this.takeOne(user));
      }
    } catch (error) {
      end();
      throw error;
    }
    return { isLate: turns.some(({ isLate }) => isLate), end };
  }

  async run<T>(user: string, work: () => Promise<T>): Promise<T> {
    const turn = await this.take(user);
    try {
      return await work();
    } finally {
      turn.end();
    }
  }

  private async takeOne(user: string): Promise<Turn> {
    const turns = this.turnsOf.get(user) ?? { running: 0, waiting: new Set() };
    this.turnsOf.set(user, turns);
    const isLate = turns.running >= MAX_RUNNING;
    if (isLate) {
      await this.wait(turns);
    } else {
      turns.running++;
    }
    return { isLate, end: () => this.end(user, turns) };
  }

  private wait({ waiting }: Turns): Promise<void> {
    if (waiting.size >= MAX_WAITING) {
      throw new ServiceUnavailableException();
    }
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(deadline);
        resolve();
      };
      const deadline = setTimeout(() => {
        waiting.delete(begin);
        reject(new ServiceUnavailableException());
      }, LONGEST_WAIT);
      waiting.add(begin);
    });
  }

  /** Passes the place on to who waits longest. */
  private end(user: string, turns: Turns): void {
    const [next] = turns.waiting;
    if (next) {
      turns.waiting.delete(next);
      next();
      return;
    }
    turns.running--;
    if (turns.running === 0) {
      this.turnsOf.delete(user);
    }
  }
}
