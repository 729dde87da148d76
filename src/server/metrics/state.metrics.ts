import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { collectDefaultMetrics, Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { PasswordHasher } from '../../crypto/password-hasher.js';
import { Environment } from '../../options/environment.js';

const oldestMail = `
  SELECT extract(epoch FROM $1::timestamptz - min(created_at))::float8 AS age
  FROM mails WHERE content IS NOT NULL AND expires_at > $1`;

/** What is not counted but read off when somebody asks: queues, and the process itself. */
@Injectable()
export class StateMetrics implements OnModuleInit {
  constructor(
    private readonly passwordHasher: PasswordHasher,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    if (this.environment.METRICS_PORT === undefined) {
      return;
    }
    collectDefaultMetrics();
    this.gauge('password_hash_queue_length', 'Password hashes that wait for a core', () =>
      Promise.resolve(this.passwordHasher.waiting),
    );
    this.gauge('mail_outbox_age_seconds', 'Age of the oldest mail that is not sent yet', async () => {
      const [{ age }] = await this.dataSource.query<[{ age: number | null }]>(oldestMail, [this.clock.now()]);
      return age ?? 0;
    });
  }

  private gauge(name: string, help: string, read: () => Promise<number>): void {
    // Makes itself known to the registry.
    void new Gauge({
      name,
      help,
      async collect() {
        // One that cannot be read must not hide the others.
        this.set(await read().catch(() => Number.NaN));
      },
    });
  }
}
