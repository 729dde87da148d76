import type { EntityManager } from 'typeorm';
import { beforeEach, expect, it } from 'vitest';
import { KnownBrowsersService } from '../../../src/authentication/known-browsers/known-browsers.service.js';
import { MessageAuthenticator } from '../../../src/crypto/message-authenticator.js';
import type { SecurityEventsService } from '../../../src/security-events/security-events.service.js';
import { testEnvironment } from '../../support/test-environment.js';

const client = { ip: '203.0.113.7', userAgent: 'test', requestId: '1' };
const manager = {} as EntityManager;
let events: string[];
let browsers: KnownBrowsersService;

beforeEach(() => {
  events = [];
  const securityEvents = {
    record: (_: unknown, type: string, userId: string) =>
      Promise.resolve(void events.push(`${type} ${userId}`)),
    hasHappened: (_: unknown, type: string, userId: string) =>
      Promise.resolve(events.includes(`${type} ${userId}`)),
  };
  browsers = new KnownBrowsersService(
    new MessageAuthenticator(testEnvironment()),
    securityEvents as unknown as SecurityEventsService,
  );
});

const welcome = (userId: string, cookie?: string) => browsers.welcome(manager, userId, client, cookie);

it('recognises the browser of an account by its cookie, and no other account in it', async () => {
  const cookie = await welcome('alice');
  expect(browsers.recognise(cookie, 'alice')).toMatch(/^[\w-]{43}$/);
  expect(browsers.recognise(cookie, 'bob')).toBeUndefined();
  expect(browsers.recognise(cookie, undefined)).toBeUndefined();
  expect(browsers.recognise(undefined, 'alice')).toBeUndefined();
});

it('does not let the name be changed: each would be a new budget', async () => {
  const cookie = (await welcome('alice')) ?? '';
  const [name = '', tag] = cookie.split('.');
  const renamed = (name.startsWith('A') ? 'B' : 'A') + name.slice(1);
  expect(browsers.recognise(`${renamed}.${tag}`, 'alice')).toBeUndefined();
  expect(browsers.recognise(`${name}x.${tag}`, 'alice')).toBeUndefined();
  expect(browsers.recognise(name, 'alice')).toBeUndefined();
  expect(browsers.recognise(`${name}.`, 'alice')).toBeUndefined();
});

it('knows up to eight accounts of one browser under one name; then the earliest one goes', async () => {
  let cookie: string | undefined;
  const users = Array.from({ length: 9 }, (_, index) => `user-${index}`);
  for (const user of users) {
    cookie = await welcome(user, cookie);
  }
  const names = users.map((user) => browsers.recognise(cookie, user));
  expect(names[0]).toBeUndefined();
  expect(new Set(names.slice(1)).size).toBe(1);
  expect(names[8]).toBeDefined();
});

it('gives a known browser no new cookie, and tells of a new one, but not of the first of all', async () => {
  const cookie = await welcome('alice');
  expect(await welcome('alice', cookie)).toBeUndefined();
  expect(events).toEqual(['authn_login_success alice', 'authn_login_success alice']);
  await welcome('alice');
  expect(events.slice(2)).toEqual(['authn_login_new_browser alice', 'authn_login_success alice']);
});

it.each(['', '.', '...', 'x'.repeat(100_000), '.'.repeat(10_000)])(
  'takes a strange cookie for a new browser',
  async (cookie) => {
    expect(browsers.recognise(cookie, 'alice')).toBeUndefined();
    const next = await welcome('alice', cookie);
    expect(next?.length).toBeLessThan(300);
  },
);
