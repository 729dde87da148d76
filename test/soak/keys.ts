const variables = ['JWT_ACCESS_TOKEN_SECRET', 'ENCRYPTION_KEYS', 'PASSWORD_PEPPERS'] as const;

type Variable = (typeof variables)[number];

/** The keys that the copies are started with, as an operator changes them (docs/keys.md). */
export class Keys {
  private readonly lists: Record<Variable, string[]> = {
    JWT_ACCESS_TOKEN_SECRET: ['k1'],
    ENCRYPTION_KEYS: ['k1'],
    PASSWORD_PEPPERS: ['k1'],
  };

  settings(): Record<Variable, string> {
    return Object.fromEntries(
      variables.map((name) => [
        name,
        this.lists[name].map((kid) => `${kid}:a-key-of-the-soak-for-${name}-with-the-id-${kid}`).join(),
      ]),
    ) as Record<Variable, string>;
  }

  /** The id of what is for new work. */
  get newest(): string {
    return this.lists.ENCRYPTION_KEYS[0] as string;
  }

  addNew(): void {
    const kid = `k${Number(this.newest.slice(1)) + 1}`;
    variables.forEach((name) => this.lists[name].unshift(kid));
  }

  /** @param kept whose old keys stay: rows move from under them when their owners log in. */
  removeOld(kept: Variable[] = ['PASSWORD_PEPPERS']): void {
    variables.filter((name) => !kept.includes(name)).forEach((name) => this.lists[name].splice(1));
  }
}
