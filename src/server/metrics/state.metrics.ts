import { Injectable, type OnModuleInit } from '@nestjs/common';
import { collectDefaultMetrics, Gauge } from 'prom-client';
import { Clock } from '../../clock/clock.js';
import { PasswordHasher } from '../../crypto/password-hasher.js';
import { TwofoldDataSource } from '../../database/twofold.data-source.js';
import { registry } from '../../http/registry.js';
import { Environment } from '../../options/environment.js';
import { TwoFactorPolicy } from '../../users/two-factor-policy.js';

const oldestMail = `
  SELECT extract(epoch FROM $1::timestamptz - min(created_at))::float8 AS age
  FROM mails WHERE content IS NOT NULL AND expires_at > $1`;

/** What is not counted but read off when somebody asks: queues, and the process itself. */
@Injectable()
export class StateMetrics implements OnModuleInit {
  constructor(
    private readonly passwordHasher: PasswordHasher,
    private readonly dataSource: TwofoldDataSource,
    private readonly policy: TwoFactorPolicy,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    if (this.environment.METRICS_PORT === undefined) {
      return;
    }
    collectDefaultMetrics({ register: registry });
    this.gauge('password_hash_queue_length', 'Password hashes that wait for a core', () =>
      Promise.resolve(this.passwordHasher.waiting),
    );
    this.gauge('mail_outbox_age_seconds', 'Age of the oldest mail that is not sent yet', async () => {
      const [{ age }] = await this.dataSource.query<[{ age: number | null }]>(oldestMail, [this.clock.now()]);
      return age ?? 0;
    });
    this.gauge(
      'two_factor_overdue_accounts',
      'Accounts that must turn two-factor authentication on before anything else',
      () => this.policy.countOverdue(),
    );
  }

  private gauge(name: string, help: string, read: () => Promise<number>): void {
    // Makes itself known to the registry.
    void new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        // One that cannot be read must not hide the others.
        this.set(await read().catch(() => Number.NaN));
      },
    });
  }
}
