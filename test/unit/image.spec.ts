import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { parseEnvironment, variableNames } from '../../src/options/load-environment.js';
import { httpsEnvironment, testKeys } from '../support/test-environment.js';

const compose = readFileSync('docker-compose.yml', 'utf8');
const dockerfile = readFileSync('Dockerfile', 'utf8');
const ignored = readFileSync('.dockerignore', 'utf8').split('\n');

/** The lines of the API's `environment`. */
const settings = Object.fromEntries(
  [
    ...(/^ {2}api:\n.*?^ {4}environment:\n(.*?)^ {4}\w/ms.exec(compose)?.[1] ?? '').matchAll(
      /^ {6}(\w+): (.*)$/gm,
    ),
  ].map(([, name = '', value = '']) => [name, value]),
);

it('compose sets nothing that the server does not know, and passes on all of .env', () => {
  expect(Object.keys(settings).filter((name) => !variableNames.includes(name))).toEqual([]);
  expect(compose).toMatch(/^ {4}env_file: \.env$/m);
});

it('with what compose demands the server is content, and compose demands what it needs', () => {
  const demanded = Object.entries({ ...testKeys, ...httpsEnvironment });
  for (const [name] of demanded.filter(([one]) => one !== 'DATABASE_TLS')) {
    expect(settings[name]).toMatch(new RegExp(`^\\$\\{${name}:\\?Set ${name} in \\.env`));
  }
  const answers: Record<string, string> = { ...testKeys, ...httpsEnvironment, POSTGRES_PASSWORD: 'f00d' };
  const variables = Object.entries(settings).map(([name, value]) => [
    name,
    value.replaceAll(/\$\{(\w+):\?[^}]*\}/g, (_, one: string) => answers[one] ?? '').replaceAll("'", ''),
  ]);
  const environment = parseEnvironment({ NODE_ENV: 'production', ...Object.fromEntries(variables) });
  expect(environment).toMatchObject({
    HOST: '0.0.0.0',
    PORT: '3000',
    DATA_DIR: '/data',
    DATABASE_URL: 'postgres://twofold:f00d@postgres:5432/twofold',
  });
});

it('what the image copies is there, and not kept from it', () => {
  const files = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
    names.split(' '),
  );
  expect(files).toContain('package-lock.json');
  expect(files.filter((name) => !existsSync(name) || ignored.includes(name))).toEqual([]);
  // The build's inputs, which `COPY . .` takes.
  const inputs = ['src', 'web', 'tsconfig.json', 'nest-cli.json'];
  expect(inputs.filter((name) => !existsSync(name) || ignored.includes(name))).toEqual([]);
});

it('the image has what is built, and nothing of the repository, its history, its tests or its settings (ASVS 13.4.1, 15.2.3)', () => {
  for (const name of ['.git', '.env', '.env.*', 'test', 'data', 'secrets', 'node_modules']) {
    expect(ignored).toContain(name);
  }
  const [, last = ''] = dockerfile.split(/^FROM .*$/m).slice(1);
  expect(last).toMatch(/^RUN .*npm ci --omit=dev /m);
  expect([...last.matchAll(/^COPY (.+)$/gm)].map(([, what]) => what)).toEqual([
    'package.json package-lock.json .npmrc ./',
    '--from=build /app/dist dist',
  ]);
});

it('it runs for production, without a debugger, as a user who owns nothing of it (ASVS 13.4.2)', () => {
  expect(dockerfile).toMatch(/^ENV NODE_ENV=production /m);
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).not.toMatch(/--inspect|--chown/);
});

it.each([
  [200, 0],
  [503, 1],
])('the health check of the image turns a %i into %i', async (status, exitCode) => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/health/ready' ? status : 404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [, command = ''] = /HEALTHCHECK[^[]*(\[.*\])/.exec(dockerfile) ?? [];
  const [, ...args] = JSON.parse(command) as string[];
  const [code] = await once(spawn(process.execPath, args, { env: { PORT: String(port) } }), 'close');
  expect(code).toBe(exitCode);
  server.close();
});
