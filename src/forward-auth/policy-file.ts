import { readFileSync } from 'node:fs';
import { OperatorError } from '../errors/operator.error.js';
import { isGroupName } from '../options/group-name.js';
import { duplicateKeys } from './duplicate-keys.js';
import { canonicalHost } from './host-name.js';
import { Policy, requirementLevels, type Rule } from './policy.js';
import { looseReading } from './request-path.js';

/** What needs no encoding (RFC 3986 section 3.3), so that each path has one spelling; a `;` would begin parameters. */
const PATH = /^\/[\w\-.~!$&'()+,=:@/]*$/;
const properties = ['path', 'require', 'groups'];

/** What is wrong with the file of a policy: one line for each fault. */
export class PolicyError extends OperatorError {
  override readonly name = 'PolicyError';

  constructor(faults: string[]) {
    super(faults.map((fault) => `FORWARD_AUTH_POLICY_FILE ${fault}.`).join('\n'));
  }
}

/**
 * @param ownHost of `PUBLIC_URL`, which protects itself.
 * @throws PolicyError
 */
export function readPolicyFile(path: string, ownHost: string): Policy {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new PolicyError([`cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
  return parsePolicy(text, ownHost);
}

/** @throws PolicyError */
export function parsePolicy(text: string, ownHost: string): Policy {
  const file = parseJson(text);
  const faults = duplicateKeys(text).map((name) => `has ${name} twice`);
  const hosts = new Map<string, Rule[]>();
  for (const [name, rules] of Object.entries(file)) {
    const host = canonicalHost(name);
    const fault = hostFault(name, host, [...hosts.keys()], ownHost);
    faults.push(...(fault ? [fault] : []), ...rulesFaults(rules).map((each) => `${name}: ${each}`));
    hosts.set(host ?? name, rules as Rule[]);
  }
  if (faults.length > 0) {
    throw new PolicyError(faults);
  }
  return new Policy(hosts);
}

function parseJson(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PolicyError(['is no JSON']);
  }
  if (!isObject(value) || Object.keys(value).length === 0) {
    throw new PolicyError(['must be an object of hosts, each with a list of rules']);
  }
  return value;
}

function hostFault(
  name: string,
  host: string | undefined,
  others: string[],
  ownHost: string,
): string | undefined {
  if (host === undefined) {
    return `has ${JSON.stringify(name)}, which is no host name`;
  }
  if (others.includes(host)) {
    return `has the host ${host} twice`;
  }
  if (host === ownHost) {
    return `has ${host}, the host of PUBLIC_URL, which protects itself`;
  }
  // Cookies know no ports (RFC 6265 section 8.5).
  if (withoutPort(host) === withoutPort(ownHost)) {
    return `has ${host}, the host of PUBLIC_URL with another port: browsers send it the same cookies`;
  }
  return others.some((other) => withoutPort(other) === withoutPort(host))
    ? `has ${host} and another port of it: browsers send both the same cookies`
    : undefined;
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

function rulesFaults(rules: unknown): string[] {
  if (!Array.isArray(rules) || rules.length === 0) {
    return ['must have a list of rules'];
  }
  const faults = rules.flatMap((rule: unknown, index) =>
    ruleFaults(rule).map((fault) => `rule ${index + 1} ${fault}`),
  );
  // What is no rule covers nothing, and would only be said twice.
  return faults.length > 0 ? faults : orderFaults(rules as Rule[]);
}

function ruleFaults(rule: unknown): string[] {
  if (!isObject(rule)) {
    return ['must be an object'];
  }
  const { path, require, groups } = rule;
  const levels: readonly unknown[] = requirementLevels;
  const checks: [boolean, string][] = [
    [Object.keys(rule).every((name) => properties.includes(name)), `can have ${properties.join(', ')} only`],
    [
      path === undefined || isRulePath(path),
      'must have a path as browsers send it, such as /admin, or /admin/* for all below',
    ],
    [levels.includes(require), `must require one of: ${requirementLevels.join(', ')}`],
    [groups === undefined || isGroupList(groups), 'must have groups as a list of names'],
    [groups === undefined || require !== 'public', 'is public, so it cannot ask for groups'],
  ];
  return checks.filter(([isRight]) => !isRight).map(([, fault]) => fault);
}

function orderFaults(rules: Rule[]): string[] {
  const hidden = rules.flatMap(({ path }, index) => {
    const earlier = rules.slice(0, index).findIndex((rule) => covers(rule.path, path));
    return earlier === -1 ? [] : [`rule ${index + 1} can never match, since rule ${earlier + 1} does`];
  });
  return covers(rules.at(-1)?.path, undefined) ? hidden : [...hidden, 'the last rule must be without a path'];
}

/** Whether all paths of one are paths of the other. */
function covers(path: string | undefined, other: string | undefined): boolean {
  const [folder, otherPath] = [path ?? '/*', other ?? '/*'];
  if (!folder.endsWith('/*')) {
    return folder === otherPath;
  }
  return `${otherPath.replace(/\/\*$/, '')}/`.startsWith(folder.slice(0, -1));
}

function isRulePath(path: unknown): boolean {
  if (typeof path !== 'string') {
    return false;
  }
  const folder = path.replace(/\/\*$/, '');
  const isWhole = folder === path;
  return (
    (folder === '' && !isWhole) ||
    (PATH.test(folder) && looseReading(folder) !== undefined && (isWhole || !folder.endsWith('/')))
  );
}

function isGroupList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((name) => isGroupName(String(name)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
