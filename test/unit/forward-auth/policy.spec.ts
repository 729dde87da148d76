import { describe, expect, it } from 'vitest';
import { canonicalHost } from '../../../src/forward-auth/host-name.js';
import { parsePolicy } from '../../../src/forward-auth/policy-file.js';

const HOST = 'app.example.com';
const policy = parsePolicy(
  JSON.stringify({
    [HOST]: [
      { path: '/public/*', require: 'public' },
      { path: '/exact', require: 'public' },
      { path: '/admin/*', require: 'fresh', groups: ['admins'] },
      { path: '/staff/*', require: 'two factors', groups: ['staff', 'admins'] },
      { require: 'signed in' },
    ],
  }),
  'auth.example.com',
);
const strictest = { level: 'fresh', groups: [['admins'], ['staff', 'admins']], rule: '*' };

describe('a policy', () => {
  it.each([
    ['/public', 'public'],
    ['/public/', 'public'],
    ['/public/a?b=/../admin', 'public'],
    ['/publics', 'signed in'],
    ['/exact', 'public'],
    ['/exact?x', 'public'],
    ['/exact/a', 'signed in'],
    ['/admin/x', 'fresh'],
    ['/staff/x', 'two factors'],
    ['/a%20b', 'signed in'],
    ['/', 'signed in'],
  ])('finds for %s what its first rule asks for: %s', (target, level) => {
    expect(policy.requirementOf(HOST, target)?.level).toBe(level);
  });

  it.each([
    '/public/../admin',
    '/public/..',
    '/public/./x',
    '//admin',
    '/public//x',
    '/public/%2e%2e/admin',
    '/public/%2E%2e/admin',
    '/public%2fadmin',
    '/public%2F..%2Fadmin',
    '/public%5cadmin',
    '/public\\admin',
    '/public/a%00',
    '/public/..;/admin',
    '/public;x=1/admin',
    '/public/%252e%252e/admin',
    '/public/%zz',
    '/public/a%',
    '/public/ä',
    '/public/\u0007',
    '/public#/../admin',
    '/public%23',
    '/public%3fx',
    '/public/%c0%ae',
    'public',
    'https://app.example.com/public',
    '',
    '*',
    // One rule for those who are strict, and another for those who are not.
    '/Public/x',
    '/ADMIN',
    '/%61dmin',
    '/exact/',
    '/exact;v=1',
  ])('takes %j, which two programs read in two ways, for the strictest of its host', (target) => {
    expect(policy.requirementOf(HOST, target)).toEqual(strictest);
  });

  it('knows no other hosts', () => {
    expect(policy.requirementOf('other.example.com', '/public/')).toBeUndefined();
    expect(policy.requirementOf('constructor', '/')).toBeUndefined();
  });
});

describe('a host', () => {
  it.each([
    ['APP.Example.com', HOST],
    ['app.example.com.', HOST],
    ['APP.Example.com.:443', HOST],
    ['app.example.com:80', HOST],
    ['app.example.com:8443', 'app.example.com:8443'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['app.example.com@evil', undefined],
    ['app.example.com, evil', undefined],
    ['app%2eexample.com', undefined],
    ['[::1]', undefined],
    ['app.1', undefined],
    ['xn--a.example', undefined],
    [`${'a'.repeat(254)}.example`, undefined],
    ['', undefined],
  ])('%j is %j', (text, host) => {
    expect(canonicalHost(text)).toBe(host);
  });
});
