import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Forgery, forge, forgeries } from '../support/forged-tokens.js';
import { APP, forwardAuthVariables, Visitor } from '../support/protected-host.js';
import { TestApp } from '../support/test-app.js';
import { httpsEnvironment } from '../support/test-environment.js';

/** Where Debian has its `python3-jwt`. */
const PYTHON = process.env['PYTHON'] ?? '/usr/bin/python3';

/** What comes after the code of the document: a token on each line in, its claims or the name of the error on each out. */
const languages = {
  js: {
    command: [process.execPath, '--input-type=module', '-e'],
    rest: `
      import { createInterface } from 'node:readline';
      for await (const line of createInterface({ input: process.stdin })) {
        console.log(JSON.stringify(await verify(line).catch(({ name }) => ({ refused: name }))));
      }`,
  },
  python: {
    command: [PYTHON, '-c'],
    rest: `
import json, sys
for line in sys.stdin:
    try:
        claims = verify(line.strip())
    except Exception as error:
        claims = {"refused": type(error).__name__}
    print(json.dumps(claims))`,
  },
};

type Verdict = Record<string, unknown>;

let app: TestApp;
let email: string;
let token: string;
let forged: Record<Forgery, string>;

beforeAll(async () => {
  app = await TestApp.start({ ...httpsEnvironment, ...forwardAuthVariables() });
  const owner = await app.account();
  email = owner.email;
  const guest = new Visitor(app, APP, await owner.logIn({ browser: app.browser() }));
  await guest.enter();
  token = (await guest.ask()).headers.get('twofold-identity') ?? '';
  forged = await forge(app, token);
});
afterAll(() => app.stop());

describe.each(['js', 'python'] as const)('the verifier in %s of docs/beside-your-app.md', (language) => {
  let verdicts: Map<string, Verdict>;

  beforeAll(async () => {
    const tokens = [token, ...Object.values(forged)];
    const answers = await verify(language, tokens);
    verdicts = new Map(tokens.map((each, index) => [each, answers[index] ?? {}]));
  });

  it('takes a token of Twofold', () => {
    expect(verdicts.get(token)).toMatchObject({ email, aud: `https://${APP}`, rule: '*' });
  });

  it.each(forgeries)('refuses one %s', (name) => {
    expect(verdicts.get(forged[name])).toEqual({ refused: expect.any(String) });
  });
});

/** Runs the code of the document as it stands there, but for the address of the keys. */
async function verify(language: keyof typeof languages, tokens: string[]): Promise<Verdict[]> {
  const document = readFileSync('docs/beside-your-app.md', 'utf8');
  const blocks = [...document.matchAll(/```(\w+)\n(.*?)```/gs)];
  const [, , code = ''] =
    blocks.find(([block, name]) => name === language && block.includes('jwks.json')) ?? [];
  const { command, rest } = languages[language];
  const [program = '', ...args] = command;
  const keys = `${app.url}/.well-known/jwks.json`;
  const script = code.replace(`${httpsEnvironment.PUBLIC_URL}/.well-known/jwks.json`, keys) + rest;
  const child = spawn(program, [...args, script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(`${tokens.join('\n')}\n`);
  const lines = (await text(child.stdout)).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Verdict);
}
