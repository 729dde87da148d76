import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** What no function of ours may do, whoever calls it: read from the source, since no request could show that it does not. */
const files = sourcesOf('src', '.ts');
const web = sourcesOf('web/src', /\.tsx?$/);

interface Source {
  file: string;
  tree: ts.SourceFile;
}

function sourcesOf(folder: string, ending: string | RegExp): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => (typeof ending === 'string' ? name.endsWith(ending) : ending.test(name)))
    .map((name) => `${folder}/${name}`)
    .map((file) => ({
      file,
      tree: ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true),
    }));
}

function nodesOf<T extends ts.Node>({ tree }: Source, is: (node: ts.Node) => node is T): T[] {
  const found: T[] = [];
  const visit = (node: ts.Node) => {
    if (is(node)) {
      found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The files in which something is called or constructed by this name. */
function callersOf(sources: Source[], name: RegExp): string[] {
  return sources
    .filter((source) =>
      nodesOf(source, isCallOrNew).some(({ expression }) => name.test(expression.getText())),
    )
    .map(({ file }) => file)
    .toSorted();
}

function isCallOrNew(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

/** As `module-order.spec.ts` looks at imports. */
function importersOf(sources: Source[], name: RegExp): string[] {
  return sources
    .filter(({ tree }) =>
      ts.preProcessFile(tree.text, true, true).importedFiles.some(({ fileName }) => name.test(fileName)),
    )
    .map(({ file }) => file);
}

it('no text becomes code (ASVS 1.3.2)', () => {
  expect(callersOf([...files, ...web], /^(?:globalThis\.|window\.)?(?:eval|Function)$/)).toEqual([]);
  expect(importersOf([...files, ...web], /^(?:node:)?(?:vm|repl|inspector)$/)).toEqual([]);
  const markup = [...files, ...web].filter(({ tree }) =>
    /dangerouslySetInnerHTML|\.innerHTML|outerHTML/.test(tree.text),
  );
  expect(markup).toEqual([]);
});

it('what is random comes from node:crypto (ASVS 6.5.3, 11.5.1, 11.5.2)', () => {
  // How long something waits.
  expect(callersOf(files, /^Math\.random$/)).toEqual([
    'src/account/password-reset-requests.service.ts',
    'src/database/embedded/data-directory-lock.ts',
  ]);
  // A name for the last refresh, which another tab tells from the one before.
  expect(callersOf(web, /^Math\.random$/)).toEqual(['web/src/api/tabs.ts']);
});

it('SQL has values as parameters: what is written into it is a name of ours (ASVS 1.2.4)', () => {
  const written = files.flatMap((source) =>
    nodesOf(source, ts.isTemplateExpression)
      .filter((template) => isSql(template.head.text))
      .flatMap(({ templateSpans }) =>
        templateSpans.map(({ expression }) => `${source.file}: ${expression.getText()}`),
      ),
  );
  expect(written.filter((one) => !ourNames.test(one))).toEqual([]);
  expect(written.length).toBeGreaterThan(10);
});

/** Constants, tables, columns and conditions, which no request has a part in. */
const ourNames = new RegExp(
  `: (?:${[
    '[A-Z_]+(?: - 1)?',
    'tables?|former\\.schema|sequence|channel|columns?|condition|criterion|returning|definition|names',
    '(?:sessionColumns|values)\\.join\\(.+\\)|userColumns',
    'maxAttemptsOfUser|appsOfUser',
    "isLater\\('[a-z_.]+', '\\$\\d'\\)",
    'quoted\\(.+\\)|.+\\.map\\(quoted\\)\\.join\\(.+\\)',
  ].join('|')})$`,
);

function isSql(text: string): boolean {
  return /^\s*(?:SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|DROP|LISTEN|NOTIFY|SET|LOCK|WITH|TRUNCATE|COPY)\b/.test(
    text,
  );
}

it('all that is written goes to the log, the answer, mails or the database (ASVS 16.2.3)', () => {
  const sources = files.filter(({ file }) => !file.startsWith('src/cli'));
  expect(callersOf(sources, /^console\.|^process\.std(?:out|err)\./)).toEqual([]);
  expect(callersOf(sources, /\b(?:appendFile|writeFile|createWriteStream)(?:Sync)?$/)).toEqual([
    'src/database/embedded/pglite.cluster.ts',
    'src/mail/file.transport.ts',
    // `npm run openapi`.
    'src/openapi.ts',
    'src/options/generated-secrets.ts',
  ]);
});

it('only the list of breached passwords is asked over HTTP, and no redirect is followed (ASVS 13.2.4, 15.3.2)', () => {
  expect(callersOf(files, /^fetch$/)).toEqual(['src/passwords/breached-passwords.service.ts']);
  expect(callersOf(files, /^(?:https?|tls|net|http2)\.(?:request|get|connect|createConnection)$/)).toEqual(
    [],
  );
  expect(importersOf(files, /^(?:node:)?(?:https|http2|tls|dgram|dns)(?:\/promises)?$/)).toEqual([]);
  expect(importersOf(files, /^(?:axios|got|undici|node-fetch)$/)).toEqual([]);
});

it('tags are compared in constant time, and tokens found by their hash (ASVS 11.2.4)', () => {
  expect(callersOf(files, /^timingSafeEqual$/)).toEqual(['src/crypto/message-authenticator.ts']);
  const comparisons = files.flatMap((source) =>
    nodesOf(source, ts.isCallExpression)
      .filter(({ expression }) => /\.equals$|^Buffer\.compare$/.test(expression.getText()))
      .map((call) => call.getText()),
  );
  expect(comparisons.length).toBeGreaterThan(0);
  expect(comparisons.filter((text) => !/hash/i.test(text))).toEqual([]);
});

it('the pages keep nothing of an account in the browser (ASVS 14.3.3)', () => {
  const stores = web.filter(({ tree }) =>
    /\b(?:localStorage|sessionStorage|indexedDB|document\.cookie|caches\.)/.test(tree.text),
  );
  const written = stores.flatMap((source) =>
    nodesOf(source, ts.isCallExpression).filter(({ expression }) =>
      expression.getText().endsWith('.setItem'),
    ),
  );
  expect(written.map((call) => call.arguments.map((argument) => argument.getText()))).toEqual([
    ['LAST_REFRESH', 'String(Math.random())'],
    ['CHOSEN', 'language'],
  ]);
  expect(stores.map(({ file }) => file)).toEqual([
    'web/src/api/tabs.ts',
    'web/src/language/wanted-language.ts',
  ]);
});

it('the fields of passwords and codes are masked, can be pasted into, and say what they are for (ASVS 6.2.6, 6.2.7)', () => {
  const text = web.map(({ tree }) => tree.text).join('\n');
  expect(text).not.toMatch(/onPaste|onCopy|onContextMenu/);
  for (const kind of ['current-password', 'new-password', 'one-time-code', 'username']) {
    expect(text).toContain(`autoComplete="${kind}"`);
  }
  const inputs = web.flatMap((source) =>
    nodesOf(source, ts.isJsxSelfClosingElement).map((element) => element.getText()),
  );
  const passwords = inputs.filter((element) => /autoComplete="(?:current|new)-password"/.test(element));
  expect(passwords).toHaveLength(2);
  expect(
    passwords.filter((element) => !/^<PasswordField|type=\{isShown \? 'text' : 'password'\}/.test(element)),
  ).toEqual([]);
  const [maxLength] = /autoComplete="current-password"[^>]*?maxLength=\{(\d+)\}/s.exec(text)?.slice(1) ?? [];
  expect(Number(maxLength)).toBeGreaterThanOrEqual(256);
});
