import { relative } from 'node:path';
import { exceptions, notApplicable, notHeld } from './declarations.js';
import { anchorOf, type Evidence } from './evidence.js';
import { chapters, type Requirement, requirements } from './requirements.js';

type Status = 'holds' | 'does not hold' | 'not applicable here';

const head = `# OWASP ASVS 5.0.0, requirement by requirement

Written by \`npm run asvs\` from the names of the tests and from the documents; \`npm test\` fails when it is stale. The ${requirements.length}
requirements that apply to an API of this kind stand here, with what each asks for in a line of our own; the text that counts is
[OWASP's](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0). "Holds" has the tests that go red when it does not, or the document that it
asks for. What does not hold, and what does not apply, is declared in [declarations.ts](../test/asvs/declarations.ts).
`;

export function statusOf({ id }: Requirement): Status {
  return id in notHeld ? 'does not hold' : id in notApplicable ? 'not applicable here' : 'holds';
}

export function asvsPage(evidence: Evidence[]): string {
  const headings = Object.entries(chapters).map(([number, name]) => ({
    number,
    heading: `V${number} ${name}`,
  }));
  const contents = headings.map(({ heading }) => `- [${heading}](#${anchorOf(heading)})`).join('\n');
  const parts = headings.map(({ number, heading }) => {
    const rows = requirements.filter(({ id }) => id.startsWith(`${number}.`));
    return `## ${heading}\n\n${rows.map((row) => entry(row, evidence)).join('\n')}\n`;
  });
  return [head, summary(), `${contents}\n`, ...parts].join('\n');
}

function summary(): string {
  const statuses: Status[] = ['holds', 'does not hold', 'not applicable here'];
  const rows = [1, 2, 3].map((level) => {
    const counts = statuses.map(
      (status) => requirements.filter((one) => one.level === level && statusOf(one) === status).length,
    );
    return `| L${level} | ${counts.join(' | ')} |`;
  });
  return `| level | ${statuses.join(' | ')} |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function entry(requirement: Requirement, evidence: Evidence[]): string {
  const { id, level, text } = requirement;
  const status = statusOf(requirement);
  const reason = notHeld[id] ?? notApplicable[id] ?? exceptions[id];
  const lines = evidence.filter((one) => one.id === id).map((one) => `  - ${linkTo(one)}`);
  const said =
    status === 'holds' && reason ? `holds, but: ${reason}` : reason ? `${status}: ${reason}` : status;
  return [`- **${id}** (L${level}) ${text}<br>**${said}**`, ...lines].join('\n');
}

function linkTo({ kind, file, anchor, title }: Evidence): string {
  const text = title.replaceAll(/[[\]<>*_\\]/g, String.raw`\$&`);
  const name = kind === 'test' ? file.replace(/^test\//, '') : file;
  return `[${text}](${relative('docs', file)}#${anchor}) (${kind === 'test' ? '' : 'document '}\`${name}\`)`;
}
