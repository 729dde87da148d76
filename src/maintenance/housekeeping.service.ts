import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { type ExpiringColumn, expiringColumns } from '../database/column-marks.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { SigningKeysService } from '../identity-tokens/signing-keys.service.js';
import { BackgroundJob } from '../jobs/background-job.js';
import { Environment } from '../options/environment.js';

/** Seconds. */
const INTERVAL = 600;

/** Rows that one transaction deletes; so many take milliseconds, and keep nobody waiting. */
export const BATCH = 500;

/** Any number, if it is the same in all releases; these are the letters `tidy`. */
const LOCK_ID = '1953064057';

interface ExpiredRows {
  table: string;
  /** SQL; `$1` is the present, less the retention. */
  condition: string;
  /** Seconds. */
  retention: number;
}

/** Those rows nobody else may delete, the role of the API neither: a function of their owner does it. */
const eventsTable = 'security_events';
const expireEvents = `SELECT expire_security_events($1, ${BATCH}) AS count`;

/** Of `rate-limiter-flexible`, which counts milliseconds since 1970. */
const rateLimits: ExpiredRows = {
  table: 'rate_limits',
  condition: 'expire <= extract(epoch FROM $1::timestamptz) * 1000',
  retention: 0,
};

/**
 * Lets a new signing key follow an old one, and deletes what has expired, in small batches, by one process at a time. That
 * only saves space: whoever reads a row looks at the time in it, so nothing lives longer because this did not run.
 */
@Injectable()
export class HousekeepingService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Housekeeping');
  private readonly job = new BackgroundJob('housekeeping', () => this.run(), INTERVAL);

  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly signingKeys: SigningKeysService,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    this.job.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.job.stop();
  }

  async run(): Promise<void> {
    await this.signingKeys.rotate();
    for (const target of [...expiringColumns().map((column) => this.expiredRows(column)), rateLimits]) {
      const count = await this.tidy(target);
      if (count > 0) {
        this.logger.debug('housekeeping', { table: target.table, count });
      }
    }
  }

  private expiredRows({ entity, property, retention }: ExpiringColumn): ExpiredRows {
    const { tableName, columns } = this.dataSource.getMetadata(entity);
    const column = columns.find(({ propertyName }) => propertyName === property);
    return {
      table: tableName,
      condition: `${column?.databaseName} <= $1`,
      retention: retention(this.environment),
    };
  }

  private async tidy(target: ExpiredRows): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.tidyBatch(target);
      total += count;
      if (count < BATCH) {
        return total;
      }
    }
  }

  /** @returns the number of rows; 0 where another process is at it. */
  private tidyBatch({ table, condition, retention }: ExpiredRows): Promise<number> {
    // The condition stands there twice: a row may be renewed between being found and being locked. What somebody else has
    // locked, such as the deletion of an account, is left to the next run: waiting with rows in hand is how deadlocks come.
    const sql = `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)) AND ${condition}`;
    return this.dataSource.transaction(async (manager) => {
      // Held to the end of the transaction, so it needs no unlocking, and works behind a pooler.
      const [lock] = await manager.query<[{ isLocked: boolean }]>(
        'SELECT pg_try_advisory_xact_lock($1) AS "isLocked"',
        [LOCK_ID],
      );
      if (!lock.isLocked) {
        return 0;
      }
      const before = this.clock.inSeconds(-retention);
      if (table === eventsTable) {
        const [row] = await manager.query<[{ count: number }]>(expireEvents, [before]);
        return row.count;
      }
      const [, count] = await manager.query<[unknown[], number]>(sql, [before]);
      return count;
    });
  }
}
