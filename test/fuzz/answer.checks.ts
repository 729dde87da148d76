import { STATUS_CODES } from 'node:http';
import { checkAgainstContract } from '../support/api-contract.js';
import { testKeys } from '../support/test-environment.js';
import type { Exchange } from './send.js';

const keys = Object.values(testKeys).map((key) => key.slice('k1:'.length));

/** Refused before there is a request, whatever the route; so it stands at no operation. */
const TOO_LARGE_HEADERS = 431;

interface Shape {
  name: string;
  pattern: RegExp;
  /** The operations that hand it to its owner. */
  issuedBy?: string[];
}

/** What every secret of a kind looks like, also those that nobody has seen yet. */
const secretShapes: Shape[] = [
  { name: 'a password hash', pattern: /\$2[aby]\$\d\d\$/ },
  { name: 'a ciphertext', pattern: /\bv1\.k1\.[\w-]+\.[\w-]+/ },
  { name: 'a JWT', pattern: /\beyJ[\w-]{10,}\.[\w-]+\./, issuedBy: ['POST /authentication/token'] },
  {
    name: 'a token of 256 bits',
    pattern: /(?<![\w-])[\w-]{43}(?![\w-])/,
    // Public keys have numbers of that length; what a private one has more is the next line.
    issuedBy: ['GET /.well-known/jwks.json'],
  },
  { name: 'a private key', pattern: /"d":/ },
  { name: 'a TOTP secret', pattern: /\b[A-Z2-7]{32}\b/, issuedBy: ['POST /2fa/generate'] },
  {
    name: 'a backup code',
    pattern: /\b(?:[\dA-HJKMNP-TV-Z]{4}-){3}[\dA-HJKMNP-TV-Z]{4}\b/,
    issuedBy: ['POST /2fa/turn-on', 'POST /2fa/backup-codes'],
  },
];

/** What tells of the inside of the server. */
const innerShapes: Shape[] = [
  { name: 'a database URL', pattern: /postgres(?:ql)?:\/\// },
  { name: 'a stack trace', pattern: /\bat .{1,200}:\d+:\d+/ },
  { name: 'a path of the server', pattern: /node_modules|\/dist\/|\/src\/|file:\/\// },
  {
    name: 'SQL',
    pattern: /\b(?:SELECT .+ FROM|INSERT INTO|UPDATE .+ SET|DELETE FROM)\b|violates|relation "/,
  },
];

/**
 * Checks what no answer may be, whoever asks whatever: a fault of the server, other than `openapi.json` says, or a holder of a
 * secret.
 *
 * @param secrets that must not stand in it, unless the request itself had them.
 * @throws Error
 */
export function checkAnswer(exchange: Exchange, secrets: string[]): void {
  const { operation, path, status, headers, body } = exchange;
  if (status >= 500) {
    throw new Error(`A fault of the server: ${status}`);
  }
  if (!/^[\da-f]{8}-[\da-f-]{27}$/.test(String(headers['x-request-id']))) {
    throw new Error(`No X-Request-Id: ${status} ${JSON.stringify(headers)}`);
  }
  const contentType = headers['content-type'] ?? '';
  const text = contentType.startsWith('image/png') ? '' : body.toString();
  const parsed: unknown = contentType.startsWith('application/json') ? JSON.parse(text) : text;
  checkSecrecy({ ...exchange, text }, exchange.cookies.map(readable), secrets);
  if (status >= 400) {
    checkErrorBody(exchange, parsed as Record<string, unknown>);
  }
  if (status !== TOO_LARGE_HEADERS) {
    const { method } = operation;
    checkAgainstContract({ method, path: pathnameOf(path), status, contentType, body: parsed });
    checkErrorCode(exchange, parsed as Record<string, unknown>);
  }
}

function checkErrorBody({ status }: Exchange, body: Record<string, unknown>): void {
  const { statusCode, error, message, errorCode, violations } = body;
  const always = ['statusCode', 'error', 'message', 'errorCode'];
  const isValidation = errorCode === 'VALIDATION_FAILED';
  const isUniform =
    Object.keys(body).join() === [...always, ...(isValidation ? ['violations'] : [])].join() &&
    (!isValidation || (violations as unknown[]).length === (message as unknown[]).length);
  if (!isUniform || statusCode !== status || error !== STATUS_CODES[status]) {
    throw new Error(`Another error body than every other: ${JSON.stringify(body)}`);
  }
}

function checkErrorCode({ operation, path, status }: Exchange, { errorCode }: Record<string, unknown>): void {
  // A parameter with a slash, or none at all, makes another path, which is nobody's.
  const isNobodys = pathnameOf(path).split('/').length !== operation.path.split('/').length;
  const isDocumented = operation.errorCodes[status]?.includes(String(errorCode)) ?? false;
  if (status >= 400 && !isDocumented && !(isNobodys && status === 404)) {
    throw new Error(`${operation.name} -> ${status} ${String(errorCode)} is not documented.`);
  }
}

function pathnameOf(path: string): string {
  return path.split('?', 1)[0] ?? '';
}

function checkSecrecy(exchange: Exchange & { text: string }, cookies: string[], secrets: string[]): void {
  const { 'set-cookie': _, ...headers } = exchange.headers;
  const answer = [exchange.text, JSON.stringify(headers)].join('\n');
  const shape = [...secretShapes, ...innerShapes].find(
    ({ pattern, issuedBy }) => !issuedBy?.includes(exchange.operation.name) && pattern.test(answer),
  );
  if (shape) {
    throw new Error(`The answer has ${shape.name}: ${answer.slice(0, 2000)}`);
  }
  const leak = [...keys, ...secrets].find(
    (secret) => answer.includes(secret) && !exchange.sent.includes(secret),
  );
  if (leak) {
    throw new Error(`The answer has the secret ${leak}: ${answer.slice(0, 2000)}`);
  }
  const worse = secrets.find((secret) => cookies.some((cookie) => cookie.includes(secret)));
  if (worse) {
    throw new Error(`A cookie has the secret ${worse}.`);
  }
}

/** What a cookie says to who can read it: of a JWT, its claims. Tokens, being random, say nothing. */
function readable(cookie: string): string {
  const [, payload] = /^[^=]*=eyJ[\w-]+\.([\w-]+)\./.exec(cookie) ?? [];
  return payload ? Buffer.from(payload, 'base64url').toString() : '';
}

/** @returns what stands in the log that must not: secrets, and faults of the server. */
export function leaksInLog(lines: string[], secrets: string[]): string[] {
  const log = lines.join('\n');
  const known = [...keys, ...secrets].filter((secret) => log.includes(secret));
  // The names of mails and of keys are long, but no secrets.
  const isSecret = (line: string) =>
    secretShapes.some(({ pattern }) => pattern.test(line.replace(/\S+\.eml|\bkid: '[^']*'/, '')));
  return [...known, ...lines.filter((line) => isFault(line) || isSecret(line))];
}

export function isFault(line: string): boolean {
  return /\b(?:ERROR|FATAL)\b|sys_unexpected_error|Unhandled/.test(line);
}
