import { readFileSync } from 'node:fs';
import { keyVariables } from './configured-keys.js';
import { EnvironmentError } from './environment.error.js';

type Variables = Record<string, string | undefined>;

/** Each may also be the path of a file, under its name and `_FILE`: that is how Docker and Kubernetes hand over secrets. */
export const secretVariables = [...keyVariables, 'DATABASE_URL', 'MAIL_URL'] as const;

/** @throws EnvironmentError for a file that cannot be read, and where it is not clear which of the two counts. */
export function withSecretFiles(variables: Variables): Variables {
  const read = secretVariables.flatMap((name) => {
    const path = variables[`${name}_FILE`]?.trim();
    if (!path) {
      return [];
    }
    if (variables[name]?.trim()) {
      throw new EnvironmentError(
        name,
        `and ${name}_FILE are both set; which one counts? Take one of them out`,
      );
    }
    return [[name, textOf(name, path)]];
  });
  return { ...variables, ...Object.fromEntries(read) };
}

function textOf(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new EnvironmentError(`${name}_FILE`, `cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
