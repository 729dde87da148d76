import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { generatedSecret } from '../../../src/options/generated-secrets.js';
import { parseKeyRing } from '../../../src/options/key-ring.js';
import { parseEnvironment } from '../../../src/options/load-environment.js';
import { TestProcess } from '../../support/test-process.js';

let directory: string;

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'twofold-secrets-')), 'data');
});

afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

it('makes a strong key once, and gives it again', () => {
  const secret = generatedSecret(directory, 'ENCRYPTION_KEYS');
  expect(Buffer.from(parseKeyRing(secret).primary.value, 'base64url')).toHaveLength(48);
  expect(generatedSecret(directory, 'ENCRYPTION_KEYS')).toBe(secret);
  expect(generatedSecret(directory, 'PASSWORD_PEPPERS')).not.toBe(secret);
});

it('keeps it for the user that runs Twofold only, and leaves nothing else behind (ASVS 13.3.2)', () => {
  generatedSecret(directory, 'ENCRYPTION_KEYS');
  const modes = ['', 'secrets', 'secrets/ENCRYPTION_KEYS'].map(
    (path) => statSync(join(directory, path)).mode & 0o777,
  );
  expect(modes).toEqual([0o700, 0o700, 0o600]);
  expect(readdirSync(join(directory, 'secrets'))).toEqual(['ENCRYPTION_KEYS']);
});

it('gives processes that start at the very same time the same secret', async () => {
  const processes = Array.from({ length: 4 }, () =>
    TestProcess.run(`
      const { generatedSecret } = await load('options/generated-secrets.js');
      say('ready');
      await heard('go');
      say(generatedSecret(${JSON.stringify(directory)}, 'ENCRYPTION_KEYS'));
    `),
  );
  await Promise.all(processes.map((process) => process.nextLine()));
  processes.forEach((process) => process.say('go'));
  const secrets = await Promise.all(processes.map((process) => process.nextLine()));
  await Promise.all(processes.map((process) => process.kill()));

  expect(new Set(secrets)).toEqual(
    new Set([readFileSync(join(directory, 'secrets/ENCRYPTION_KEYS'), 'utf8')]),
  );
});

it('is what an environment without keys uses, three different ones', () => {
  const environment = parseEnvironment({ DATA_DIR: directory });
  const again = parseEnvironment({ DATA_DIR: directory });
  const keys = [
    environment.JWT_ACCESS_TOKEN_SECRET,
    environment.ENCRYPTION_KEYS,
    environment.PASSWORD_PEPPERS,
  ];
  expect(new Set(keys.map(({ primary }) => primary.value)).size).toBe(3);
  expect(again.ENCRYPTION_KEYS.primary).toEqual(environment.ENCRYPTION_KEYS.primary);
});

it('makes none where one is configured', () => {
  const configured = 'k1:a-key-that-is-long-enough-for-everything';
  parseEnvironment({ DATA_DIR: directory, JWT_ACCESS_TOKEN_SECRET: configured });
  expect(existsSync(join(directory, 'secrets/JWT_ACCESS_TOKEN_SECRET'))).toBe(false);
});

describe('what others may have planted is refused, in one line that names it', () => {
  const planted = '1:a-key-that-somebody-else-knows-and-put-here';

  /** As somebody else would have put it there before the first start. */
  function plant(): string {
    mkdirSync(join(directory, 'secrets'), { recursive: true, mode: 0o700 });
    const path = join(directory, 'secrets/ENCRYPTION_KEYS');
    writeFileSync(path, planted, { mode: 0o600 });
    return path;
  }

  function expectRefusal(path: string): void {
    const start = () => parseEnvironment({ DATA_DIR: directory });
    expect(start).toThrow(`DATA_DIR has secrets that others could have written or read: ${path} must belong`);
    expect(start).not.toThrow('somebody-else-knows');
  }

  it.each(['777', '770', '720', '702', '1777'])('a folder of mode %s', (mode) => {
    plant();
    chmodSync(join(directory, 'secrets'), Number.parseInt(mode, 8));
    expectRefusal(join(directory, 'secrets'));
  });

  it.each(['666', '660', '640', '604', '602'])('a file of mode %s', (mode) => {
    const path = plant();
    chmodSync(path, Number.parseInt(mode, 8));
    expectRefusal(path);
  });

  it('a folder of another user', () => {
    plant();
    vi.spyOn(process, 'getuid').mockReturnValue(statSync(directory).uid + 1);
    expectRefusal(join(directory, 'secrets'));
    vi.restoreAllMocks();
  });

  it('a link to a folder', () => {
    plant();
    mkdirSync(join(directory, 'other'));
    symlinkSync(join(directory, 'secrets'), join(directory, 'other/secrets'));
    const start = () => parseEnvironment({ DATA_DIR: join(directory, 'other') });
    expect(start).toThrow('others could have written');
  });

  it('a link to a file', () => {
    const path = plant();
    symlinkSync(path, join(directory, 'secrets/PASSWORD_PEPPERS'));
    expect(() => generatedSecret(directory, 'PASSWORD_PEPPERS')).toThrow('ELOOP');
    expect(() => parseEnvironment({ DATA_DIR: directory })).toThrow('DATA_DIR cannot be used (ELOOP).');
  });

  it('but not a folder that others can look into', () => {
    plant();
    chmodSync(join(directory, 'secrets'), 0o755);
    expect(generatedSecret(directory, 'ENCRYPTION_KEYS')).toBe(planted);
  });
});
