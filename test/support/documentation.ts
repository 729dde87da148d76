import { readdirSync, readFileSync } from 'node:fs';

/** What people read, by its path from the root. */
export const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'bench/README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** What stands between two fences. */
export interface CodeBlock {
  document: string;
  /** The last one above it, of any level. */
  heading: string;
  language: string;
  code: string;
  /** Whether the paragraph above it says that no test runs it. */
  isByHand: boolean;
}

export function codeBlocksOf(document: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let heading = '';
  let open: { block: CodeBlock; indent: string } | undefined;
  let paragraph: string[] = [];
  let lastParagraph: string[] = [];
  for (const line of readFileSync(document, 'utf8').split('\n')) {
    const [, indent = '', language] = /^( *)```(\w*)$/.exec(line) ?? [];
    if (open) {
      if (language === '') {
        blocks.push(open.block);
        open = undefined;
      } else {
        open.block.code += `${line.slice(open.indent.length)}\n`;
      }
    } else if (language !== undefined) {
      const above = paragraph.length > 0 ? paragraph : lastParagraph;
      const isByHand = above.join(' ').includes('by hand');
      open = { block: { document, heading, language, code: '', isByHand }, indent };
      [paragraph, lastParagraph] = [[], []];
    } else if (line === '') {
      lastParagraph = paragraph.length > 0 ? paragraph : lastParagraph;
      paragraph = [];
    } else {
      paragraph.push(line);
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
    }
  }
  return blocks;
}

/**
 * The shell commands below a heading, one text for each block, for a test that runs them as they stand there. By its calls of
 * this function `test/unit/documentation.spec.ts` knows which blocks are run.
 *
 * @param count how many blocks the test runs: one that is added later must be run, too.
 */
export function commandsOf(document: string, heading: string, count = 1): string[] {
  const blocks = shellBlocksOf(document).filter((block) => block.heading === heading && !block.isByHand);
  if (blocks.length !== count) {
    throw new Error(`${document} has ${blocks.length} blocks of commands below "${heading}", not ${count}.`);
  }
  return blocks.map(({ code }) => code);
}

export function shellBlocksOf(document: string): CodeBlock[] {
  return codeBlocksOf(document).filter(({ language }) => language === 'sh');
}

/** The rows of `docs/threats.md`. */
export function threats(): { threat: string; tests: string[] }[] {
  return readFileSync('docs/threats.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| [A-Z].*`[^|]*\|$/.test(line))
    .map((line) => {
      const [, threat = '', , evidence = ''] = line.split('|').map((cell) => cell.trim());
      return { threat, tests: [...evidence.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name) };
    });
}
