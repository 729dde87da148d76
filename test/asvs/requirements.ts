import requirementList from './requirements.json' with { type: 'json' };

/** One of OWASP ASVS 5.0.0 that applies here; cited elsewhere as `v5.0.0-<id>`. */
export interface Requirement {
  id: string;
  level: number;
  /** What it asks for, in a line. */
  text: string;
}

export const requirements: readonly Requirement[] = requirementList;

export const chapters: Record<string, string> = {
  1: 'Encoding and sanitization',
  2: 'Validation and business logic',
  3: 'Web frontend',
  4: 'API',
  6: 'Authentication',
  7: 'Sessions',
  8: 'Authorization',
  9: 'Self-contained tokens',
  11: 'Cryptography',
  12: 'Secure communication',
  13: 'Configuration',
  14: 'Data protection',
  15: 'Secure coding and architecture',
  16: 'Logging and errors',
};

/** `(ASVS 6.3.1, 7.2.4)`, in the name of a test or of a `describe`, or in a document. */
export function idsIn(text: string): string[] {
  return [...text.matchAll(/\(ASVS (?<ids>\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*)\)/g)].flatMap(
    ({ groups }) => groups?.['ids']?.split(', ') ?? [],
  );
}
