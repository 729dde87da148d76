import { Controller, ForbiddenException, Get, Module, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Authenticated, CurrentUser, type User } from '../../../src/index.js';
import { type Account, expectStatus, PASSWORD } from '../../support/account.js';
import { freezeClock } from '../../support/test-clock.js';
import { type AdapterName, TestHost } from '../../support/test-host.js';

@Controller('host')
class HostController {
  @Get('open')
  open(): string {
    return 'for everybody';
  }

  @Get('mine')
  @Authenticated()
  mine(@CurrentUser() user: User): { email: string } {
    return { email: user.email };
  }

  @Get('forbidden')
  forbidden(): never {
    throw new ForbiddenException('not a member');
  }

  @Post('form')
  form(): string {
    return 'taken';
  }
}

@Module({ controllers: [HostController] })
class OfTheHost {}

describe.each<AdapterName>(['express', 'fastify'])('in an application on %s', (adapter) => {
  let host: TestHost;
  let account: Account;

  beforeAll(async () => {
    freezeClock();
    host = await TestHost.start(adapter, [OfTheHost]);
    account = await host.account();
  });
  afterAll(() => host.stop());

  it('a route of the host is behind password and code', async () => {
    const owner = await host.account();
    expect((await host.browser().get('/host/mine')).status).toBe(401);
    const browser = await owner.logIn();
    expect(await browser.get('/host/mine')).toMatchObject({ status: 200, body: { email: owner.email } });
    await owner.turnTwoFactorOn(browser);
    const pending = await owner.logIn();
    expect(await pending.get('/host/mine')).toMatchObject({ status: 401 });
    const full = await owner.logInWithCode();
    expect((await full.get('/host/mine')).status).toBe(200);
    await expectStatus(204, full.post('/authentication/log-out'));
    expect((await full.get('/host/mine')).status).toBe(401);
  });

  it('shows the QR code as a picture', async () => {
    const browser = await account.logIn();
    const { headers, body } = await expectStatus(
      201,
      browser.post('/2fa/generate', undefined, { accept: 'image/png' }),
    );
    expect(headers.get('content-type')).toBe('image/png');
    expect((body as Buffer).subarray(1, 4).toString()).toBe('PNG');
  });

  it('leaves the routes of the host as they are', async () => {
    const open = await fetch(`${host.url}/host/open`);
    expect(await open.text()).toBe('for everybody');
    for (const name of [
      'cache-control',
      'content-security-policy',
      'x-request-id',
      'x-content-type-options',
    ]) {
      expect(open.headers.has(name), name).toBe(false);
    }
    const forbidden = await fetch(`${host.url}/host/forbidden`);
    expect(await forbidden.json()).toEqual({ statusCode: 403, error: 'Forbidden', message: 'not a member' });
    expect(await (await fetch(`${host.url}/nowhere`)).json()).toMatchObject({
      statusCode: 404,
      message: 'Cannot GET /nowhere',
    });
    const form = await fetch(`${host.url}/host/form`, {
      method: 'POST',
      body: new URLSearchParams({ a: 'b' }),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(await form.text()).toBe('taken');
  });

  it('answers our routes as the contract says', async () => {
    const { headers } = await host.browser().get('/authentication');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/./);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const bad = await host.browser().post('/authentication/log-in', { email: 'x', toString: 1 });
    expect(bad).toMatchObject({ status: 400, body: { errorCode: 'VALIDATION_FAILED' } });
    const wrong = await host
      .browser()
      .post('/authentication/log-in', { email: account.email, password: 'no' });
    expect(wrong).toMatchObject({ status: 401, body: { errorCode: 'WRONG_CREDENTIALS' } });
  });

  it.each([
    ['a foreign site', { 'sec-fetch-site': 'cross-site' }, 403, 'CROSS_ORIGIN_REQUEST'],
    ['a foreign origin', { origin: 'https://evil.example' }, 403, 'CROSS_ORIGIN_REQUEST'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['plain text', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('refuses a log-in by %s', async (_, headers, status, errorCode) => {
    const answer = await host.browser().request('POST', '/authentication/log-in', {
      text: JSON.stringify({ email: account.email, password: PASSWORD }),
      headers,
    });
    expect(answer).toMatchObject({ status, body: { statusCode: status, errorCode } });
  });

  it.each([
    ['a list', '[]'],
    ['what is nested too deep', `{"email":${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ])('refuses %s as a body', async (_, text) => {
    const answer = await host.browser().request('POST', '/authentication/log-in', { text });
    expect(answer).toMatchObject({ status: 400, body: { errorCode: 'VALIDATION_FAILED' } });
  });

  it('believes the proxies of its option, and nobody else', async () => {
    const addressOf = async (trustedProxies: string) => {
      const behind = await TestHost.start(adapter, [], { trustedProxies });
      try {
        const owner = await behind.account();
        const browser = await owner.logIn({
          browser: behind.browser({ 'x-forwarded-for': '192.0.2.1, 198.51.100.7' }),
        });
        return (await browser.get('/sessions')).body[0].ip as string;
      } finally {
        await behind.stop();
      }
    };
    expect(await addressOf('127.0.0.0/8')).toBe('198.51.100.7');
    expect(await addressOf('10.0.0.0/8')).toBe('127.0.0.1');
  });
});
