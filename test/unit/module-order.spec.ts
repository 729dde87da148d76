import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** A folder of `src/` imports from floors above its own line only, never from a neighbour on it. */
const floors = [
  ['clock', 'errors', 'languages'],
  ['options'],
  ['http'],
  ['client'],
  ['jobs'],
  ['crypto'],
  ['database'],
  ['rate-limiting', 'mail'],
  ['users'],
  ['security-events'],
  ['mailed-links', 'passwords'],
  ['sessions'],
  ['two-factor'],
  ['authentication'],
  ['account', 'identity-tokens'],
  ['maintenance', 'host', 'forward-auth'],
  // Files: all of the above in one module, and the list of modules that are not ours.
  ['twofold.module', 'modules'],
  ['server'],
  ['cli'],
];

/** What has one home: packages, and the folders that may import them. */
const homes: [RegExp, string[]][] = [
  [/^bcrypt$/, ['crypto']],
  [/^cookie-parser$/, ['server', 'sessions']],
  [/^(@nestjs\/)?passport(-.*)?$|^@nestjs\/jwt$|^jsonwebtoken$/, ['sessions']],
  [/^(@?otplib(\/.*)?|qrcode)$/, ['two-factor']],
  [/^jose$/, ['identity-tokens']],
  [/^nodemailer$/, ['mail']],
  [/^(node:)?(child_process|process)$/, []],
];

/** What each folder may take of `node:crypto`; all of it is at home in `crypto`. */
const randomness = ['randomBytes', 'randomUUID'];
const furtherCrypto: Record<string, string[]> = {
  host: ['createHash'],
  'rate-limiting': ['createHash'],
  sessions: ['createSecretKey'],
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => `src/${path}`);

interface Import {
  file: string;
  folder: string;
  specifier: string;
}

const imports: Import[] = files.flatMap((file) =>
  ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => ({ file, folder: folderOf(file), specifier: fileName })),
);

it('a folder imports only from floors before its own; one that is not ours only from src/index.ts', () => {
  const wrong = imports.filter(({ file, folder, specifier }) => {
    const target = specifier.startsWith('.') ? relative('.', resolve(dirname(file), specifier)) : undefined;
    if (target === undefined || folder === '' || folderOf(target) === folder) {
      return false;
    }
    return floorOf(folder) < 0
      ? target !== 'src/index.js'
      : !isBefore(folderOf(target) || basename(target, '.js'), folder);
  });
  expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
});

it('a package with a home is imported there only (ASVS 1.2.5)', () => {
  const wrong = imports.filter(({ folder, specifier }) =>
    homes.some(([name, folders]) => name.test(specifier) && !folders.includes(folder)),
  );
  expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
});

it('secrets have one home: others take randomness of node:crypto, and what is named here (ASVS 11.1.3, 11.2.1)', () => {
  const wrong = files
    .filter((file) => folderOf(file) !== 'crypto')
    .flatMap((file) =>
      valuesOfNodeCrypto(file)
        .filter((name) => ![...randomness, ...(furtherCrypto[folderOf(file)] ?? [])].includes(name))
        .map((name) => `${file} imports ${name}`),
    );
  expect(wrong).toEqual([]);
});

/** Empty for what stands in `src/` itself. */
function folderOf(file: string): string {
  const [, folder = '', ...rest] = file.split('/');
  return rest.length > 0 ? folder : '';
}

function floorOf(folder: string): number {
  return floors.findIndex((floor) => floor.includes(folder));
}

function isBefore(folder: string, other: string): boolean {
  return floorOf(folder) >= 0 && floorOf(folder) < floorOf(other);
}

function valuesOfNodeCrypto(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements
    .filter(ts.isImportDeclaration)
    .filter(({ moduleSpecifier }) => /^(node:)?crypto$/.test((moduleSpecifier as ts.StringLiteral).text))
    .flatMap(({ importClause }) => {
      const bindings = importClause?.namedBindings;
      if (importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) {
        return [];
      }
      // A default or a namespace import takes everything.
      return bindings && ts.isNamedImports(bindings)
        ? bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name }) => name.text)
        : ['*'];
    });
}
