import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { type ExpiringColumn, expiringColumns } from '../database/column-marks.js';
import { patiently } from '../database/patient-connection.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { SigningKeysService } from '../identity-tokens/signing-keys.service.js';
import { BackgroundJob } from '../jobs/background-job.js';
import { Environment } from '../options/environment.js';

/** Seconds. */
const INTERVAL = 600;

/** Rows that one transaction deletes; so many take milliseconds, and keep nobody waiting. */
export const BATCH = 500;

/** Milliseconds for which rows that hang on expired ones are waited for. */
const LOCK_TIMEOUT = 1000;

/** Any number, if it is the same in all releases; these are the letters `tidy`. */
const LOCK_ID = '1953064057';

interface ExpiredRows {
  table: string;
  column: string;
  /** SQL for what the column is compared with; `$1` is the present, less the retention. */
  before: string;
  /** Seconds. */
  retention: number;
}

/** Those rows nobody else may delete, the role of the API neither: a function of their owner does it. */
const eventsTable = 'security_events';
const expireEvents = `SELECT expire_security_events($1, ${BATCH}) AS count`;

/** Of `rate-limiter-flexible`, which counts milliseconds since 1970. */
const rateLimits: ExpiredRows = {
  table: 'rate_limits',
  column: 'expire',
  before: 'extract(epoch FROM $1::timestamptz) * 1000',
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
    await patiently(this.dataSource, async (patient) => {
      for (const target of [...expiringColumns().map((column) => this.expiredRows(column)), rateLimits]) {
        const count = await this.tidy(patient, target);
        if (count > 0) {
          this.logger.debug('housekeeping', { table: target.table, count });
        }
      }
    });
  }

  private expiredRows({ entity, property, retention }: ExpiringColumn): ExpiredRows {
    const { tableName, columns } = this.dataSource.getMetadata(entity);
    const column = columns.find(({ propertyName }) => propertyName === property);
    return {
      table: tableName,
      column: column?.databaseName ?? property,
      before: '$1::timestamptz',
      retention: retention(this.environment),
    };
  }

  private async tidy(patient: DataSource, target: ExpiredRows): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.tidyBatch(patient, target);
      total += count;
      // Nothing else would end it: the connection is its own.
      if (count < BATCH || this.job.isStopped) {
        return total;
      }
    }
  }

  /** @returns the number of rows; 0 where another process is at it. */
  private tidyBatch(patient: DataSource, { table, column, before, retention }: ExpiredRows): Promise<number> {
    // The condition stands there twice: a row may be renewed between being found and being locked. What somebody else has
    // locked, such as the deletion of an account, is left to the next run: waiting with rows in hand is how deadlocks come.
    // In order, since the planner would else look for the last few expired rows through the whole of a large table.
    const condition = `${column} <= ${before}`;
    const sql = `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${table} WHERE ${condition} ORDER BY ${column} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)) AND ${condition}`;
    return patient.transaction(async (manager) => {
      // It may take its time, but not somebody else's.
      await manager.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT}`);
      // Held to the end of the transaction, so it needs no unlocking, and works behind a pooler.
      const [lock] = await manager.query<[{ isLocked: boolean }]>(
        'SELECT pg_try_advisory_xact_lock($1) AS "isLocked"',
        [LOCK_ID],
      );
      if (!lock.isLocked) {
        return 0;
      }
      const latest = this.clock.inSeconds(-retention);
      if (table === eventsTable) {
        const [row] = await manager.query<[{ count: number }]>(expireEvents, [latest]);
        return row.count;
      }
      const [, count] = await manager.query<[unknown[], number]>(sql, [latest]);
      return count;
    });
  }
}
