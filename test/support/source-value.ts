import { readFileSync } from 'node:fs';
import ts from 'typescript';

export type SourceValue = number | string | { [name: string]: SourceValue | undefined };

/**
 * What a constant, a property's default or a piece of either has in the source, of numbers, texts, arithmetic and other constants of
 * the same file: for pages that must say what the code does.
 *
 * @param path as `timeouts.connection`.
 */
export function sourceValue(file: string, path: string): SourceValue | undefined {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const [name = '', ...rest] = path.split('.');
  const start = initializerOf(source, name);
  const value = start && evaluate(start, source);
  return rest.reduce<SourceValue | undefined>(
    (from, key) => (typeof from === 'object' ? from[key] : undefined),
    value,
  );
}

/** Of the first declaration by this name. */
function initializerOf(source: ts.SourceFile, name: string): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  const visit = (node: ts.Node) => {
    const isNamed =
      (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) &&
      node.name.getText() === name;
    found ??= isNamed ? node.initializer : undefined;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function evaluate(node: ts.Expression, source: ts.SourceFile): SourceValue | undefined {
  if (ts.isNumericLiteral(node)) {
    return Number(node.text);
  }
  if (ts.isStringLiteralLike(node)) {
    return node.text;
  }
  if (ts.isIdentifier(node)) {
    const initializer = initializerOf(source, node.text);
    return initializer && evaluate(initializer, source);
  }
  if (ts.isObjectLiteralExpression(node)) {
    const properties = node.properties.filter(ts.isPropertyAssignment);
    return Object.fromEntries(
      properties.map(({ name, initializer }) => [nameOf(name), evaluate(initializer, source)]),
    );
  }
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [evaluate(node.left, source), evaluate(node.right, source)];
    return node.operatorToken.kind === ts.SyntaxKind.AsteriskToken ? Number(left) * Number(right) : undefined;
  }
  return undefined;
}

function nameOf(name: ts.PropertyName): string {
  return ts.isStringLiteralLike(name) ? name.text : name.getText();
}
