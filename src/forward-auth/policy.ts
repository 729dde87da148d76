import { looseReading, loosened, pathOf } from './request-path.js';

/** From the weakest on; each includes all before it. */
export const requirementLevels = ['public', 'signed in', 'two factors', 'fresh'] as const;

/**
 * - `public`: anybody.
 * - `signed in`: all factors that the account has were proved; a pending log-in does not pass.
 * - `two factors`: and the account has two-factor authentication on.
 * - `fresh`: and all of it was proved within the last five minutes.
 */
export type RequirementLevel = (typeof requirementLevels)[number];

/** As an operator writes it. */
export interface Rule {
  /** Exact, or with `/*` at its end, which takes the path before it in as well; all paths where there is none. */
  path?: string | undefined;
  require: RequirementLevel;
  /** One of them is enough. */
  groups?: string[] | undefined;
}

/** What a request must fulfil. */
export interface Requirement {
  level: RequirementLevel;
  /** Of each list, one. */
  groups: string[][];
  /** The path of the rule, `*` where it has none or several rules come together. */
  rule: string;
}

interface HostRules {
  rules: { exact: PathTest; loose: PathTest; requirement: Requirement }[];
  strictest: Requirement;
}

type PathTest = (path: string) => boolean;

/** Which host asks for what. A host that is not in it is unknown, and a path that no rule matches there is not. */
export class Policy {
  private readonly hosts: ReadonlyMap<string, HostRules>;

  /** @param rules by canonical host, checked by `readPolicyFile`. */
  constructor(rules: ReadonlyMap<string, Rule[]>) {
    this.hosts = new Map([...rules].map(([host, list]) => [host, compile(list)]));
  }

  has(host: string): boolean {
    return this.hosts.has(host);
  }

  /**
   * The first rule that matches; where the path can be read in two ways, all that any rule of its host asks for.
   *
   * @param target path and query.
   * @returns undefined for an unknown host.
   */
  requirementOf(host: string, target: string): Requirement | undefined {
    const known = this.hosts.get(host);
    if (!known) {
      return undefined;
    }
    const path = pathOf(target);
    const reading = looseReading(path);
    if (reading === undefined) {
      return known.strictest;
    }
    const first = known.rules.find(({ exact }) => exact(path));
    const other = known.rules.find(({ loose }) => loose(reading));
    return first !== undefined && first === other ? first.requirement : known.strictest;
  }
}

function compile(rules: Rule[]): HostRules {
  const requirements = rules.map(({ path = '*', require, groups }) => ({
    level: require,
    groups: groups ? [groups] : [],
    rule: path,
  }));
  return {
    rules: rules.map(({ path }, index) => ({
      exact: matcher(path),
      loose: matcher(path && loosened(path)),
      requirement: requirements[index] as Requirement,
    })),
    strictest: {
      level: requirementLevels.findLast((level) => rules.some(({ require }) => require === level)) ?? 'fresh',
      groups: requirements.flatMap(({ groups }) => groups),
      rule: '*',
    },
  };
}

function matcher(path: string | undefined): PathTest {
  if (path === undefined) {
    return () => true;
  }
  if (!path.endsWith('/*')) {
    return (requested) => requested === path;
  }
  const folder = path.slice(0, -2);
  return (requested) => requested === folder || requested.startsWith(`${folder}/`);
}
