import { readdirSync, readFileSync } from 'node:fs';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { pages } from '../../../src/languages/en/pages/index.js';

/** What people read stands in `src/languages`, and nowhere else. */
const files = readdirSync('web/src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => `web/src/${path}`);

/** Props that are read out, or stand on the screen. */
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'badge',
  'children',
  'defaultValue',
  'footer',
  'hint',
  'intro',
  'label',
  'placeholder',
  'submit',
  'title',
  'what',
]);

/** The shape of what is to be typed, in every language. */
const allowed = new Set(['XXXX-XXXX-XXXX-XXXX']);

const hasWords = (text: string) => /\p{L}/u.test(text) && !allowed.has(text.trim());

/** The texts that an expression may come to; what a call makes of its arguments is the call's business. */
function literalsIn(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) {
    return [node.text];
  }
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  }
  if (ts.isConditionalExpression(node)) {
    return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  }
  if (ts.isBinaryExpression(node)) {
    if (/^[!=]==?$|^[<>]=?$/.test(node.operatorToken.getText())) {
      return [];
    }
    return [...literalsIn(node.left), ...literalsIn(node.right)];
  }
  return ts.isParenthesizedExpression(node) || ts.isJsxExpression(node)
    ? node.expression
      ? literalsIn(node.expression)
      : []
    : [];
}

function spokenLiterals(node: ts.Node): string[] {
  if (ts.isJsxText(node)) {
    return [node.text];
  }
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
    return literalsIn(node);
  }
  if (ts.isJsxAttribute(node) && node.initializer && spoken.has(node.name.getText())) {
    return literalsIn(node.initializer);
  }
  // `({ label = 'Code' })`
  if (ts.isBindingElement(node) && node.initializer && spoken.has(node.name.getText())) {
    return literalsIn(node.initializer);
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'notify') {
    return node.arguments.flatMap(literalsIn);
  }
  if (ts.isBinaryExpression(node) && /^document\.title$/.test(node.left.getText())) {
    return literalsIn(node.right);
  }
  // `{ WRONG_CREDENTIALS: '…' }`, and texts by name in general: sentences have a space.
  return ts.isPropertyAssignment(node)
    ? literalsIn(node.initializer).filter((text) => /^\p{Lu}.* /u.test(text))
    : [];
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}

const sourceOf = (file: string, text = readFileSync(file, 'utf8')) =>
  ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );

function literalTexts(source: ts.SourceFile): string[] {
  const found: string[] = [];
  visit(source, (node) => found.push(...spokenLiterals(node).filter(hasWords)));
  return found;
}

it('no literal text is left in a component', () => {
  const found = files.flatMap((file) =>
    literalTexts(sourceOf(file)).map((text) => `${file}: ${text.trim()}`),
  );
  expect(found).toEqual([]);
});

it.each([
  ['<p>Text</p>', 'Text'],
  ["<p>{'Text'}</p>", 'Text'],
  ["<p>{isOn ? text('on') : 'Text'}</p>", 'Text'],
  ['<p>{isOn && `Text ${count}`}</p>', 'Text '],
  ['<Form submit="Text" />', 'Text'],
  ["<Form title={isOn ? 'Text' : undefined} />", 'Text'],
  ["notify('Text')", 'Text'],
  ['notify(`${name} Text`)', ' Text'],
  ["({ label = 'Text' }) => label", 'Text'],
  ["document.title = 'Text'", 'Text'],
  ["({ WRONG: 'Text of it' })", 'Text of it'],
])('%s would be found', (code, text) => {
  expect(literalTexts(sourceOf('a.tsx', code))).toEqual([text]);
});

function placesIn(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.tag:
        return [...(element.value === 'link' ? ['link'] : []), ...placesIn(element.children)];
      case TYPE.plural:
      case TYPE.select:
        return [element.value, ...Object.values(element.options).flatMap(({ value }) => placesIn(value))];
      default:
        return [element.value];
    }
  });
}

/** What an object in the code gives, by its names; undefined where only the running program knows. */
function namesIn(node: ts.Expression | undefined): string[] | undefined {
  if (!node) {
    return [];
  }
  return ts.isObjectLiteralExpression(node)
    ? node.properties.map(({ name }) => name?.getText() ?? '')
    : undefined;
}

/** Each use of a text that is named in the code: which one, and what it is given. */
function usesIn(source: ts.SourceFile): { keys: string[]; given: string[] | undefined }[] {
  const uses: { keys: string[]; given: string[] | undefined }[] = [];
  visit(source, (node) => {
    if (
      ts.isCallExpression(node) &&
      /^(?:messages\.)?text$/.test(node.expression.getText()) &&
      node.arguments[0]
    ) {
      uses.push({ keys: literalsIn(node.arguments[0]), given: namesIn(node.arguments[1]) });
    } else if (ts.isJsxSelfClosingElement(node) && node.tagName.getText() === 'Text') {
      const attributes = new Map(
        node.attributes.properties
          .filter(ts.isJsxAttribute)
          .map((attribute) => [attribute.name.getText(), attribute.initializer]),
      );
      const id = attributes.get('id');
      const values = attributes.get('values');
      const given = namesIn(values && ts.isJsxExpression(values) ? values.expression : undefined);
      uses.push({
        keys: id ? literalsIn(id) : [],
        given: given && [...given, ...(attributes.has('link') ? ['link'] : [])],
      });
    }
  });
  return uses;
}

const allUses = files.flatMap((file) => usesIn(sourceOf(file)).map((use) => ({ file, ...use })));

it('a text is given what it has places for', () => {
  const wrong = allUses.flatMap(({ file, keys, given }) =>
    keys.flatMap((key) => {
      const text = (pages as Record<string, string>)[key];
      const missing =
        text === undefined ? [] : placesIn(parse(text)).filter((place) => given?.includes(place) === false);
      return missing.map((place) => `${file}: ${key} lacks ${place}`);
    }),
  );
  expect(wrong).toEqual([]);
});

it('each text of the pages is used', () => {
  const sources = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  // Named in full, or begun by a template: `error.${code}`.
  const beginnings = [...sources.matchAll(/`([\w.-]+\.)\$\{/g)].map(([, beginning]) => beginning as string);
  const unused = Object.keys(pages).filter(
    (key) =>
      !sources.includes(`'${key}'`) &&
      !sources.includes(`"${key}"`) &&
      !beginnings.some((beginning) => key.startsWith(beginning)),
  );
  expect(unused).toEqual([]);
});
