import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { getMetadataArgsStorage } from 'typeorm';
import { expect, it } from 'vitest';
import { encryptedColumns, pepperedColumns } from '../../src/database/column-marks.js';
import { loggedErrors } from '../../src/http/api-exception.filter.js';
import { securityEventTypes } from '../../src/security-events/security-event-type.js';
import { AppModule } from '../../src/server/app.module.js';
import { sourceValue } from '../support/source-value.js';

const page = readFileSync('docs/security.md', 'utf8');
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

/** The rows of all tables under a heading, a list of cells each. */
function rowsUnder(heading: string): string[][] {
  const [, part = ''] = page.split(new RegExp(`^## ${heading}$`, 'm'));
  return (part.split(/^## /m)[0] ?? '')
    .split('\n')
    .filter((line) => /^\| (?!-)/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

const units: Record<string, number> = { ms: 1, s: 1, min: 60, h: 3600, day: 86_400, days: 86_400 };

/** Seconds, but for what is in milliseconds or no time at all. */
function numberIn(text: string): number {
  const [, number = '', unit] = /^([\d,]+)(?: (ms|s|min|h|days?))?$/.exec(text) ?? [];
  return Number(number.replaceAll(',', '')) * (unit ? (units[unit] as number) : 1);
}

function pointed(from: string): [file: string, path: string] {
  const [file = '', path = ''] = namesIn(from);
  return [`src/${file}`, path];
}

it('its numbers are those of the code (ASVS 7.1.1, 13.1.3)', () => {
  const rows = rowsUnder('Numbers').slice(1);
  expect(rows.length).toBeGreaterThan(30);
  for (const [what = '', value = '', from = ''] of rows) {
    expect([what, numberIn(value)]).toEqual([what, sourceValue(...pointed(from))]);
  }
});

it('all limits stand there, as they are (ASVS 2.1.3)', () => {
  const rows = rowsUnder('Limits').slice(1);
  for (const [name = '', value = '', , from = ''] of rows) {
    const [, points, window = ''] = /^(\d+) in (.+)$/.exec(value) ?? [];
    const written = { name: namesIn(name)[0], points: Number(points), duration: numberIn(window) };
    expect(written).toEqual(sourceValue(...pointed(from)));
  }
  const declared = sources.flatMap((file) =>
    [...readFileSync(`src/${file}`, 'utf8').matchAll(/: RateLimit = \{ name: '([^']+)'/g)].map(
      ([, name = '']) => name,
    ),
  );
  expect(rows.flatMap(([name = '']) => namesIn(name)).toSorted()).toEqual(declared.toSorted());
});

it('what it says of mails, pending log-ins and locks is so (ASVS 2.1.3)', () => {
  const texts: [RegExp, string, string][] = [
    [/Mails of a kind to one address are (\d+) in an hour/, 'mail/mail.outbox.ts', 'MAX_PER_HOUR'],
    [/A pending log-in tries (\d+) codes/, 'sessions/sessions.service.ts', 'MAX_PENDING_ATTEMPTS'],
    [/an account has (\d+) wrong codes in a\s+row/, 'two-factor/second-factor-limits.ts', 'FREE_ATTEMPTS'],
    [/double from (\d+) seconds/, 'two-factor/second-factor-limits.ts', 'FIRST_WAIT'],
    [/and (\d+) in all lock/, 'two-factor/second-factor-limits.ts', 'MAX_ATTEMPTS'],
    [
      /and (\d+) wrong ones in a row\s+begin the waits/,
      'two-factor/second-factor-limits.ts',
      'MAX_UNLOCK_ATTEMPTS',
    ],
    [/its first (\d+) characters only/, 'passwords/guess-estimator.ts', 'MAX_LENGTH'],
  ];
  for (const [text, file, name] of texts) {
    expect([name, Number(text.exec(page)?.[1])]).toEqual([name, sourceValue(`src/${file}`, name)]);
  }
});

it('each column of text or bytes has its class, and secrets are kept as it says (ASVS 14.1.1, 14.2.4)', () => {
  const classes = new Map(
    rowsUnder('Data')
      .filter(([, columns = '']) => /^`\w+\.\w+`/.test(columns))
      .map(([name = '', columns = '']) => [name, namesIn(columns)]),
  );
  expect([...classes.keys()]).toEqual([
    'secret, encrypted',
    'secret, peppered',
    'secret, hashed',
    'personal',
    'internal',
  ]);
  // With all the entities that it brings along.
  expect(AppModule).toBeDefined();
  const storage = getMetadataArgsStorage();
  const tableOf = (entity: unknown) => storage.tables.find(({ target }) => target === entity)?.name;
  const columns = storage.columns
    .filter(({ target }) => tableOf(target) !== undefined)
    .map(({ target, propertyName, options }) => ({
      target,
      propertyName,
      name: `${tableOf(target)}.${options.name ?? propertyName}`,
      isPlain:
        /^(?:uuid|timestamptz|boolean|integer|smallint|bigint)$/.test(String(options.type)) && !options.array,
    }));
  const named = [...classes.values()].flat();
  expect(named.toSorted()).toEqual(
    columns
      .filter(({ isPlain }) => !isPlain)
      .map(({ name }) => name)
      .toSorted(),
  );
  const marked = (marks: readonly { entity: unknown; property: string }[]) =>
    marks.map(
      ({ entity, property }) =>
        columns.find(({ target, propertyName }) => target === entity && propertyName === property)?.name ??
        '',
    );
  expect(marked(encryptedColumns()).toSorted()).toEqual(classes.get('secret, encrypted')?.toSorted());
  expect(marked(pepperedColumns()).toSorted()).toEqual(classes.get('secret, peppered')?.toSorted());
});

it('all that the log can name stands there (ASVS 16.1.1)', () => {
  const listed = rowsUnder('Logs').flatMap(([events = '']) => namesIn(events));
  const written = sources.flatMap((file) =>
    [...readFileSync(`src/${file}`, 'utf8').matchAll(/logger\.\w+\('([a-z]+(?:_[a-z]+)*)'/g)].map(
      ([, name = '']) => name,
    ),
  );
  const named = new Set([...securityEventTypes, ...Object.values(loggedErrors), ...written]);
  expect(listed.toSorted()).toEqual([...named].toSorted());
});

it('the public routes are those of openapi.json (ASVS 8.1.1)', () => {
  const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
    paths: Record<string, Record<string, { security?: unknown }>>;
  };
  const open = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { security }]) => security === undefined)
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  const [, listed = ''] = /^Public routes: (.+?)\n\n/ms.exec(page) ?? [];
  expect(namesIn(listed).toSorted()).toEqual(open.toSorted());
});

it('each way to authenticate is a route that there is (ASVS 6.1.3)', () => {
  const routes = rowsUnder('Ways to authenticate').flatMap(([, route = '']) => namesIn(route));
  expect(routes.length).toBeGreaterThan(8);
  const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as { paths: Record<string, object> };
  const missing = routes.filter((route) => {
    const [method = '', path = ''] = route.split(' ');
    // Only where there is a policy.
    return path !== '/forward-auth' && !(method.toLowerCase() in (paths[path] ?? {}));
  });
  expect(missing).toEqual([]);
});

it('the algorithms are all that the code uses (ASVS 11.1.2, 11.3.1, 11.3.2, 11.4.1, 11.4.3)', () => {
  const listed = new Set(rowsUnder('Cryptography').flatMap(([algorithm = '']) => namesIn(algorithm)));
  const used = new Set(sources.flatMap((file) => algorithmsIn(`src/${file}`)));
  expect([...used].toSorted()).toEqual([...listed].toSorted());
  expect([...used].filter((name) => /md5|ecb|cbc|ctr|^none$|^rs|pkcs/i.test(name))).toEqual([]);
});

/** What functions of `node:crypto` and of the libraries are told to use. */
function algorithmsIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node)) {
      const name = node.expression.getText();
      const [first] = node.arguments;
      if (
        /^(?:createHash|createHmac|createCipheriv|createDecipheriv|hkdfSync|hash|generateKeyPair)$/.test(
          name,
        ) &&
        first
      ) {
        const isText = ts.isStringLiteralLike(first);
        found.push(isText ? first.text : textIn(file, first.getText()));
      }
      if (name.startsWith('bcrypt.')) {
        found.push('bcrypt');
      }
    }
    if (ts.isPropertyAssignment(node) && /^(?:algorithm|alg)$/.test(node.name.getText())) {
      const { initializer } = node;
      const isText = ts.isStringLiteralLike(initializer);
      found.push(isText ? initializer.text : textIn(file, initializer.getText()));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A constant that is a text; what is none is no algorithm, and stands out. */
function textIn(file: string, name: string): string {
  const value = sourceValue(file, name);
  return typeof value === 'string' ? value : name;
}
