import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeBlocksOf, documents, shellBlocksOf, threats } from '../support/documentation.js';

const readme = readFileSync('README.md', 'utf8');

/** Lines; what is longer has a table of contents. */
const SCREEN = 60;

const specs = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('spec.ts'),
);

/** Document and heading of each call of `commandsOf` in a test. */
const claims = new Set(
  specs.flatMap((file) =>
    [...readFileSync(join('test', file), 'utf8').matchAll(/commandsOf\(\s*'([^']+)',\s*'([^']+)'/g)].map(
      ([, document, heading]) => `${document}#${heading}`,
    ),
  ),
);

function headingsOf(text: string, marks: RegExp): string[] {
  const prose = text.replaceAll(/^ *```.*?^ *```$/gms, '');
  return [...prose.matchAll(marks)].map(([, heading = '']) => heading);
}

/** As GitHub makes them. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function anchorsOf(document: string): string[] {
  return headingsOf(readFileSync(document, 'utf8'), /^#+ (.*)$/gm).map(anchorOf);
}

describe('README', () => {
  it('has 150 lines at the most, in the order in which somebody decides', () => {
    expect(readme.split('\n').length - 1).toBeLessThanOrEqual(150);
    expect(headingsOf(readme, /^## (.*)$/gm)).toEqual([
      'Five minutes',
      'Your own module',
      'In your app',
      'Beside your app',
      'Frontend',
      'Deploy',
      'Links',
    ]);
  });

  it('leads to each page of docs/', () => {
    const missing = documents.filter((name) => name.startsWith('docs/') && !readme.includes(`](${name})`));
    expect(missing).toEqual([]);
  });

  it('shows the pictures that `npm run screenshots` makes, and all of them', () => {
    const shown = [...readme.matchAll(/src="docs\/screenshots\/([\w-]+)\.png"/g)].map(
      ([, name = '']) => name,
    );
    const made = readFileSync('test/browser/accessibility.browser-spec.ts', 'utf8');
    expect(shown.map((name) => `${name}.png`).toSorted()).toEqual(readdirSync('docs/screenshots').toSorted());
    expect(shown.filter((name) => !made.includes(`'${name}'`))).toEqual([]);
  });

  it('shows the controller of examples/notes', () => {
    const [, controller = ''] = /^(@Controller.*)$/ms.exec(
      readFileSync('examples/notes/notes.controller.ts', 'utf8'),
    ) as string[];
    expect(readme).toContain(`\`\`\`ts\n${controller}\`\`\``);
  });
});

describe.each(documents)('%s', (document) => {
  const text = readFileSync(document, 'utf8');

  it('has a table of contents where it is longer than a screen', () => {
    const [top = ''] = text.split(/^## /m);
    const headings = document === 'CHANGELOG.md' ? [] : headingsOf(text, /^## (.*)$/gm);
    const isLong = text.split('\n').length > SCREEN;
    expect(isLong ? headings.filter((heading) => !top.includes(`](#${anchorOf(heading)})`)) : []).toEqual([]);
  });

  it('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)];
    const broken = links.filter(([, path = '', anchor]) => {
      const file = path ? join(dirname(document), path) : document;
      // A line of code has an anchor as well, which nobody can keep.
      const hasAnchor = anchor === undefined || !file.endsWith('.md') || anchorsOf(file).includes(anchor);
      return !existsSync(file) || !hasAnchor;
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it('says the language of each block, by the names that the next test knows', () => {
    const known = ['sh', 'ts', 'js', 'json', 'python', 'go', 'text', 'html', 'css', 'diff'];
    const others = codeBlocksOf(document).filter(({ language }) => !known.includes(language));
    expect(others).toEqual([]);
    // Blocks that are only indented have no language.
    const prose = text.replaceAll(/^ *```.*?^ *```$/gms, '');
    expect(/\n\n {4}\S.*/.exec(prose)?.[0]).toBeUndefined();
  });

  it('has no command that neither a test runs nor a sentence calls one to run by hand', () => {
    const unclaimed = shellBlocksOf(document).filter(
      ({ heading, isByHand }) => !isByHand && !claims.has(`${document}#${heading}`),
    );
    expect(unclaimed).toEqual([]);
  });
});

it('what code, settings and samples say of a page is true', () => {
  const folders = ['src', 'web/src', 'deploy', 'examples', 'test', 'bench', 'postman', '.ci'];
  const files = [
    '.env.example',
    'docker-compose.yml',
    'Dockerfile',
    'package.json',
    ...folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
        .map((entry) => join(entry.parentPath, entry.name)),
    ),
  ];
  const broken = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(docs\/[\w-]+\.md|README\.md)(?:#([\w-]+))?/g)]
      .filter(([, page = '', anchor]) => !existsSync(page) || (anchor && !anchorsOf(page).includes(anchor)))
      .map(([name]) => `${file}: ${name}`),
  );
  expect(broken).toEqual([]);
});

describe('docs/threats.md', () => {
  const tests = readdirSync('test', { recursive: true, encoding: 'utf8' });

  /** Names of test files, `*` for all of a folder. */
  const evidence = threats()
    .flatMap((row) => row.tests)
    .filter((name) => !name.startsWith('npm run '));

  it('names tests that there are', () => {
    expect(evidence.length).toBeGreaterThan(60);
    const missing = evidence.filter((name) => !tests.some((file) => isNamedBy(name, file)));
    expect(missing).toEqual([]);
  });
});

it('each file of the reading order in docs/how-it-is-built.md is there', () => {
  const text = readFileSync('docs/how-it-is-built.md', 'utf8');
  const [, order = ''] = /To know the core, read in this order:(.*?)\n\n/s.exec(text) ?? [];
  const names = [...order.matchAll(/`(?<name>[^`]+)`/g)].map(({ groups }) => groups?.['name'] ?? '');
  expect(names.length).toBeGreaterThan(8);
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const missing = names.filter(
    (name) => !sources.some((file) => file === name || file.endsWith(`${name}.ts`)),
  );
  expect(missing).toEqual([]);
});

function isNamedBy(name: string, file: string): boolean {
  if (!name.includes('/')) {
    return new RegExp(`^(e2e|browser)/(?:.+/)?${escaped(name)}\\.(e2e|browser)-spec\\.ts$`).test(file);
  }
  const path = name.replace(/^test\//, '');
  return path.endsWith('/*')
    ? file.startsWith(path.slice(0, -1))
    : file === path || file === `${path}.spec.ts`;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?]/g, String.raw`\$&`);
}
