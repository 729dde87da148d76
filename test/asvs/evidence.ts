import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';
import { idsIn } from './requirements.js';

/** Where a requirement is shown to hold: a test, with the names of what is around it, or a part of a document. */
export interface Evidence {
  id: string;
  kind: 'test' | 'document';
  /** From the root of the repository. */
  file: string;
  /** `L12` of a test, the anchor of a heading. */
  anchor: string;
  title: string;
}

const documents = ['SECURITY.md', 'CONTRIBUTING.md', ...namesIn('docs', '.md').filter(isWritten)];

export function findEvidence(): Evidence[] {
  const specs = namesIn('test', 'spec.ts');
  return [...specs.flatMap(testsOf), ...documents.flatMap(partsOf)];
}

/** The page itself is no evidence. */
function isWritten(file: string): boolean {
  return basename(file) !== 'asvs.md';
}

function namesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.includes('node_modules'))
    .map((name) => `${folder}/${name}`)
    .toSorted();
}

/** @throws Error for a tag on what does not run. */
function testsOf(file: string): Evidence[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Evidence[] = [];
  const visit = (node: ts.Node, around: string[]) => {
    const title = titleOf(node);
    if (title === undefined) {
      ts.forEachChild(node, (child) => visit(child, around));
      return;
    }
    const { name, call } = title;
    const names = [...around, withoutTag(name)];
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    for (const id of idsIn(name)) {
      if (/\.(?:skip|todo|fails|skipIf|runIf)\b/.test(call)) {
        throw new Error(`${file}:${line} proves nothing of ASVS ${id}: it does not run`);
      }
      found.push({ id, kind: 'test', file, anchor: `L${line}`, title: names.join(' ') });
    }
    ts.forEachChild(node, (child) => visit(child, names));
  };
  visit(source, []);
  return found;
}

/** The name of a test or a `describe`, and how it is called. */
function titleOf(node: ts.Node): { name: string; call: string } | undefined {
  if (!ts.isCallExpression(node)) {
    return undefined;
  }
  const [first] = node.arguments;
  const call = node.expression.getText();
  return first && /^(?:it|test|describe)\b/.test(call) && ts.isStringLiteralLike(first)
    ? { name: first.text, call: call.split('(', 1)[0] ?? '' }
    : undefined;
}

function partsOf(file: string): Evidence[] {
  const found: Evidence[] = [];
  let heading = '';
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    heading = /^#+ (?<text>.+)$/.exec(line)?.groups?.['text'] ?? heading;
    const part = withoutTag(heading);
    for (const id of idsIn(line)) {
      const known = found.some((one) => one.id === id && one.title === part);
      if (!known) {
        found.push({ id, kind: 'document', file, anchor: anchorOf(heading), title: part });
      }
    }
  }
  return found;
}

function withoutTag(text: string): string {
  return text.replace(/\s*\(ASVS [^)]*\)/, '');
}

/** As GitHub makes it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
