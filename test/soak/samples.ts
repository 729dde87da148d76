import { setTimeout as wait } from 'node:timers/promises';
import { type Copy, HOUSEKEEPING, HOUSEKEEPING_SPAN, type Site } from './site.js';

/** Milliseconds. */
const INTERVAL = 5000;

interface Memory {
  /** Milliseconds since the start of the copy. */
  age: number;
  /** Resident, in megabytes. */
  megabytes: number;
}

export interface TableSize {
  rows: number;
  /** With indexes. */
  bytes: number;
}

/** What grows where something leaks: memory of the copies, and tables. */
export class Samples {
  readonly memory = new Map<Copy, Memory[]>();
  readonly tables = new Map<string, TableSize[]>();
  private readonly tidied = new Set<Copy>();

  constructor(private readonly site: Site) {}

  async take(end: AbortSignal): Promise<void> {
    while (!end.aborted) {
      // What is being restarted has nothing to say.
      await Promise.all(this.site.copies.map((copy) => this.measure(copy))).catch(() => {});
      await this.measureTables().catch(() => {});
      await wait(INTERVAL, undefined, { signal: end }).catch(() => {});
    }
  }

  async measureTables(): Promise<void> {
    const { rows: tables } = await this.site.db.query<{ name: string; bytes: string }>(
      `SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'twofold'::regnamespace`,
    );
    for (const { name, bytes } of tables) {
      const { rows } = await this.site.db.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${name}`);
      const size = { rows: Number(rows[0]?.rows), bytes: Number(bytes) };
      this.tables.set(name, [...(this.tables.get(name) ?? []), size]);
    }
  }

  private async measure(copy: Copy): Promise<void> {
    const age = Date.now() - copy.startedAt;
    const response = await fetch(copy.metricsUrl, { signal: AbortSignal.timeout(INTERVAL) });
    const [, bytes] = /^process_resident_memory_bytes (\S+)$/m.exec(await response.text()) ?? [];
    const memory = { age, megabytes: Number(bytes) / 1e6 };
    this.memory.set(copy, [...(this.memory.get(copy) ?? []), memory]);
    if (age > HOUSEKEEPING + HOUSEKEEPING_SPAN && !this.tidied.has(copy)) {
      this.tidied.add(copy);
      await this.findExpired(new Date(copy.startedAt + HOUSEKEEPING - HOUSEKEEPING_SPAN));
    }
  }

  /** What had expired when it was tidied up must be gone by now. */
  private async findExpired(before: Date): Promise<void> {
    for (const [table, expiry] of Object.entries(expiries)) {
      const sql = `SELECT count(*)::int AS count FROM ${table} WHERE ${expiry} <= $1`;
      const { rows } = await this.site.db.query<{ count: number }>(sql, [before]);
      if (rows[0]?.count !== 0) {
        this.site.watch.find('housekeeping', `${rows[0]?.count} expired rows are left in ${table}`);
      }
    }
  }
}

/** What expires in the time that a soak has. */
const expiries = {
  sessions: 'idle_expires_at',
  gate_codes: 'expires_at',
  recovery_tokens: 'expires_at',
  pending_secrets: 'expires_at',
  rate_limits: 'to_timestamp(expire / 1000.0)',
};
