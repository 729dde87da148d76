import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestApp } from '../../support/test-app.js';

describe('metrics', () => {
  let app: TestApp;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    app = await TestApp.start({ METRICS_PORT: String(port) });
  });
  afterAll(() => app.stop());

  const scrape = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

  it('count what happened, by result, and name nobody', async () => {
    const owner = await app.account();
    const browser = await owner.logIn();
    await owner.turnTwoFactorOn(browser);
    await browser.post('/authentication/refresh');
    await app.browser().post('/authentication/log-in', { email: owner.email, password: 'wrong' });
    await app.browser().post('/authentication/refresh');
    const pending = await owner.logIn();
    await pending.post('/2fa/authenticate', { twoFactorAuthenticationCode: await owner.wrongCode() });
    await pending.post('/2fa/authenticate', { backupCode: owner.backupCodes[0] });
    await pending.get('/authentication');
    await pending.get('/authentication');
    await app.browser().get(`/sessions/${owner.email}`);

    const text = await scrape();
    expect(text).toContain('auth_login_total{result="success"} 2\n');
    expect(text).toContain('auth_login_total{result="wrong_credentials"} 1\n');
    expect(text).toContain('auth_refresh_total{result="success"} 1\n');
    expect(text).toContain('auth_refresh_total{result="not_authenticated"} 1\n');
    expect(text).toContain('auth_second_factor_total{method="totp",result="wrong_two_factor_code"} 1\n');
    expect(text).toContain('auth_second_factor_total{method="backup-code",result="success"} 1\n');
    expect(text).toMatch(/session_cache_hits_total [1-9]/);
    expect(text).toContain('password_hash_queue_length 0\n');
    expect(text).toMatch(/mail_outbox_age_seconds \d/);
    expect(text).toContain('two_factor_overdue_accounts 0\n');
    expect(text).toContain('decrypt_failures_total 0\n');
    expect(text).toContain(
      'http_request_duration_seconds_count{method="POST",route="/authentication/log-in",status="401"} 1\n',
    );
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain(owner.email);
  });

  it('count a lockout', async () => {
    const owner = await app.account();
    for (let attempt = 0; attempt < 10; attempt++) {
      await app.browser().post('/authentication/log-in', { email: owner.email, password: 'wrong' });
    }
    expect(await scrape()).toContain('auth_lockouts_total{scope="password"} 1\n');
  });

  it('are not served on the port of the API (ASVS 13.4.5)', async () => {
    expect((await app.browser().get('/metrics')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  });

  it.each([
    ['a dashboard that asks', 'grafana-dashboard.json'],
    ['alerts that ask', 'alerts.yml'],
  ])('have %s for nothing else', async (_, file) => {
    const text = await readFile(new URL(`../../../docs/${file}`, import.meta.url), 'utf8');
    const names = [...text.matchAll(/\b((?:auth|http|session|password|mail|decrypt|process|nodejs)_\w+)/g)];
    const metrics = await scrape();
    expect(names.length).toBeGreaterThan(5);
    for (const [, name] of names) {
      expect(metrics).toContain(name);
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
