import { describe, expect, it } from 'vitest';
import { parsePolicy, readPolicyFile } from '../../../src/forward-auth/policy-file.js';

const rest = { require: 'signed in' };
const parse = (rules: unknown) => parsePolicy(JSON.stringify(rules), 'auth.example.com');

describe('a policy file is refused', () => {
  it.each<[string, unknown]>([
    ['must be an object of hosts, each with a list of rules', []],
    ['must be an object of hosts, each with a list of rules', {}],
    ['has "*.example.com", which is no host name', { '*.example.com': [rest] }],
    ['has "http://a.example", which is no host name', { 'http://a.example': [rest] }],
    ['has the host a.example twice', { 'a.example': [rest], 'A.Example.:443': [rest] }],
    ['has auth.example.com, the host of PUBLIC_URL, which protects itself', { 'auth.example.com': [rest] }],
    [
      'has auth.example.com:8443, the host of PUBLIC_URL with another port: browsers send it the same cookies',
      { 'auth.example.com:8443': [rest] },
    ],
    [
      'has a.example:8443 and another port of it: browsers send both the same cookies',
      { 'a.example': [rest], 'a.example:8443': [rest] },
    ],
    ['a.example: must have a list of rules', { 'a.example': [] }],
    ['a.example: rule 1 must be an object', { 'a.example': ['public'] }],
    ['a.example: rule 1 can have path, require, groups only', { 'a.example': [{ ...rest, methods: [] }] }],
    ['a.example: rule 1 must require one of', { 'a.example': [{ require: 'nothing' }] }],
    ['a.example: rule 1 must have groups as a list', { 'a.example': [{ ...rest, groups: 'a' }] }],
    ['a.example: rule 1 must have groups as a list', { 'a.example': [{ ...rest, groups: ['a,b'] }] }],
    ['a.example: rule 1 is public', { 'a.example': [{ require: 'public', groups: ['a'] }] }],
    ['a.example: the last rule must be without a path', { 'a.example': [{ ...rest, path: '/a' }] }],
    ['a.example: rule 2 can never match, since rule 1 does', { 'a.example': [rest, rest] }],
    [
      'a.example: rule 2 can never match, since rule 1 does',
      { 'a.example': [{ ...rest, path: '/a/*' }, { ...rest, path: '/a/b' }, rest] },
    ],
  ])('with the line: %s', (line, rules) => {
    expect(() => parse(rules)).toThrow(`FORWARD_AUTH_POLICY_FILE ${line}`);
  });

  it.each(['a', '', '/a*', '/a/*/b', '//a', '/a/../b', '/a%2fb', '/a;b', '/a?b', '/a b', '/ä'])(
    'for the path %j, which browsers send in another way or not at all',
    (path) => {
      expect(() => parse({ 'a.example': [{ ...rest, path }, rest] })).toThrow('rule 1 must have a path');
    },
  );

  it('with one line for each fault', () => {
    const rules = { 'a.example': [{ require: 'x', groups: 1 }], 'b.example': [] };
    expect(() => parse(rules)).toThrow(/^(FORWARD_AUTH_POLICY_FILE .+\.\n?){3}$/);
  });

  it('when it names something twice, of which JSON would keep the last', () => {
    const text =
      '{"a.example": [{"require": "fresh", "require": "public"}], "a.example": [{"require": "public"}]}';
    expect(() => parsePolicy(text, 'auth.example.com')).toThrow(/has require twice[^]*has a\.example twice/);
  });

  it('when it is no JSON, or not there', () => {
    expect(() => parsePolicy('{', 'auth.example.com')).toThrow('is no JSON');
    expect(() => readPolicyFile('/nowhere/policy.json', 'auth.example.com')).toThrow(
      'cannot be read (ENOENT)',
    );
  });
});
