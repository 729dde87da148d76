import { createHmac, randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { afterEach, describe, expect, it, type Mock, vi } from 'vitest';
import { PasswordHasher } from '../../../src/crypto/password-hasher.js';
import { ServiceUnavailableException } from '../../../src/errors/common.exceptions.js';
import { maxParallelJobs } from '../../../src/jobs/job-queue.js';
import { testEnvironment } from '../../support/test-environment.js';

const oldPepper = 'old:the-pepper-that-was-the-first-one-last-year';
const newPepper = 'new:the-pepper-that-is-the-first-one-from-now-on';

function hasherWith(peppers: string, cost = '4'): PasswordHasher {
  return new PasswordHasher(testEnvironment({ PASSWORD_PEPPERS: peppers, BCRYPT_COST: cost }));
}

const hasher = hasherWith(oldPepper);

const ALICE = randomUUID();

/** As releases until 0.1.0 made them. */
async function hashOfVersion1(password: string, cost = 4): Promise<string> {
  const [kid, pepper] = oldPepper.split(':') as [string, string];
  const prehashed = createHmac('sha384', pepper).update(password.normalize('NFC')).digest('base64');
  return `v1.${kid}.${await bcrypt.hash(prehashed, cost)}`;
}

function verify(password: string, passwordHash: string, { by = hasher, id = ALICE } = {}): Promise<boolean> {
  return by.verify(password, { id, passwordHash });
}

function verifyLookupSecret(secret: string, hash: string, { by = hasher, userId = ALICE } = {}) {
  return by.verifyLookupSecret(secret, { userId, hash });
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => vi.restoreAllMocks());

describe('a password', () => {
  it('is right only as a whole (ASVS 6.2.8)', async () => {
    const hash = await hasher.hash('correct horse battery staple', ALICE);
    expect(hash).toMatch(/^v2\.old\.\$2b\$04\$[./A-Za-z0-9]{53}$/);
    const tries = [
      'correct horse battery staple',
      'correct horse battery stapl',
      'Correct horse battery staple',
    ];
    const spaced = ['correct horse battery staple ', ''];
    const answers = await Promise.all([...tries, ...spaced].map((password) => verify(password, hash)));
    expect(answers).toEqual([true, false, false, false, false]);
  });

  it.each([
    ['ASCII characters', 'a'.repeat(72)],
    ['emoji (72 bytes)', '😀'.repeat(18)],
    ['emoji (256 bytes)', '😀'.repeat(64)],
    ['characters of which one is NUL', `abc\0${'d'.repeat(20)}`],
  ])('counts beyond its first %s (ASVS 6.2.8)', async (_, start) => {
    const hash = await hasher.hash(`${start}X`, ALICE);
    expect(await verify(`${start}X`, hash)).toBe(true);
    expect(await verify(`${start}Y`, hash)).toBe(false);
    expect(await verify(start, hash)).toBe(false);
  });

  it('is the same however its accents are typed, and no further: no trimming, no NFKC', async () => {
    const hash = await hasher.hash('caf\u00e9 au lait ﬁn', ALICE);
    expect(await verify('cafe\u0301 au lait ﬁn', hash)).toBe(true);
    expect(await verify('caf\u00e9 au lait fin', hash)).toBe(false);
  });

  it('is wrong under another pepper of the same name', async () => {
    const other = hasherWith('old:the-pepper-that-somebody-else-calls-by-this-name');
    expect(await verify('correct horse', await hasher.hash('correct horse', ALICE), { by: other })).toBe(
      false,
    );
    const hash = await hasher.hashLookupSecret('0123456789AB', ALICE);
    expect(await verifyLookupSecret('0123456789AB', hash)).toBe(true);
    expect(await verifyLookupSecret('0123456789AB', hash, { by: other })).toBe(false);
  });

  it('has another salt each time', async () => {
    expect(await hasher.hash('same', ALICE)).not.toBe(await hasher.hash('same', ALICE));
  });

  it('cannot be checked with the table alone: the pepper is needed', async () => {
    const hash = await hasher.hash('password', ALICE);
    expect(await bcrypt.compare('password', hash.slice('v1.old.'.length))).toBe(false);
    expect(await verify('password', hash, { by: hasherWith(newPepper) })).toBe(false);
  });
});

describe("a hash in somebody else's row", () => {
  it('opens nothing, whatever its version is called', async () => {
    const hash = await hasher.hash('password', ALICE);
    expect(await verify('password', hash)).toBe(true);
    const bob = randomUUID();
    expect(await verify('password', hash, { id: bob })).toBe(false);
    expect(await verify('password', hash.replace('v2.', 'v1.'), { id: bob })).toBe(false);
    const chosen = await hashOfVersion1(`${bob}password`);
    expect(await verify('password', chosen.replace('v1.', 'v2.'), { id: bob })).toBe(false);
  });

  it('opens nothing where it is one of a look-up secret', async () => {
    const hash = await hasher.hashLookupSecret('secret', ALICE);
    expect(await verifyLookupSecret('secret', hash)).toBe(true);
    const userId = randomUUID();
    expect(await verifyLookupSecret('secret', hash, { userId })).toBe(false);
    expect(await verifyLookupSecret('secret', hash.replace('v2.', 'v1.'), { userId })).toBe(false);
    const chosen = await hashOfVersion1(`${userId}secret`);
    expect(await verifyLookupSecret('secret', chosen.replace('v1.', 'v2.'), { userId })).toBe(false);
  });
});

it('the hash of a look-up secret is no password, and the other way round', async () => {
  expect(await verify('secret', await hasher.hashLookupSecret('secret', ALICE))).toBe(false);
  expect(await verifyLookupSecret('secret', await hasher.hash('secret', ALICE))).toBe(false);
});

describe('rotation (ASVS 11.2.2, 11.4.2)', () => {
  it('of the version: the first is still accepted, and outdated', async () => {
    const hash = await hashOfVersion1('caf\u00e9 au lait');
    expect(await verify('cafe\u0301 au lait', hash)).toBe(true);
    expect(await verify('cafe au lait', hash)).toBe(false);
    expect(hasher.isOutdated(hash)).toBe(true);
  });

  it('of the version: a look-up secret of the first is still accepted', async () => {
    const hash = await hashOfVersion1('secret');
    expect(await verifyLookupSecret('secret', hash)).toBe(true);
    expect(await verifyLookupSecret('secreT', hash)).toBe(false);
  });

  it('of the pepper: the old one is still accepted, and outdated', async () => {
    const hash = await hasher.hash('password', ALICE);
    const rotated = hasherWith(`${newPepper},${oldPepper}`);
    expect(await verify('password', hash, { by: rotated })).toBe(true);
    expect(rotated.isOutdated(hash)).toBe(true);
    expect(rotated.isOutdated(await rotated.hash('password', ALICE))).toBe(false);
  });

  it('of the cost: upwards and downwards', async () => {
    const hash = await hasher.hash('password', ALICE);
    expect(hasher.isOutdated(hash)).toBe(false);
    expect(hasherWith(oldPepper, '5').isOutdated(hash)).toBe(true);
    expect(hasher.isOutdated(await hasherWith(oldPepper, '5').hash('password', ALICE))).toBe(true);
  });
});

describe('an account that does not exist (ASVS 6.3.8)', () => {
  it('costs a comparison with a hash of the same cost, and is always wrong', async () => {
    const compare = vi.spyOn(bcrypt, 'compare');
    expect(await hasher.verify('password', null)).toBe(false);
    expect(compare).toHaveBeenCalledOnce();
    // A malformed decoy would be answered at once.
    expect(compare.mock.calls[0]?.[1]).toMatch(/^\$2b\$04\$[./A-Za-z0-9]{53}$/);
  });

  it('is wrong even if the decoy itself is guessed', async () => {
    const compare: Mock<() => Promise<boolean>> = vi.spyOn(bcrypt, 'compare') as never;
    compare.mockResolvedValue(true);
    expect(await hasher.verify('password', null)).toBe(false);
    expect(await hasher.verifyLookupSecret('secret', null)).toBe(false);
  });

  it('costs the same when the pepper of its hash is gone', async () => {
    const hash = (await hasher.hash('password', ALICE)).replace('v2.old.', 'v2.gone.');
    const compare = vi.spyOn(bcrypt, 'compare');
    const log = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    expect(await verify('password', hash)).toBe(false);
    expect(compare).toHaveBeenCalledOnce();
    // A wrong password to its owner, but a lost key to the operator.
    expect(log).toHaveBeenCalledWith('crypt_pepper_missing', { kid: 'gone' });
  });
});

describe('a check does the work of one hash at BCRYPT_COST, 2^6,', () => {
  const strict = hasherWith(`${newPepper},${oldPepper}`, '6');
  const own = (cost: string) => hasherWith(oldPepper, cost).hash('password', ALICE);

  it.each<[string, () => Promise<string | null>]>([
    ['for an unknown address', () => Promise.resolve(null)],
    ['with a hash of today', () => strict.hash('password', ALICE)],
    ['with a hash of an older pepper', () => own('6')],
    ['with a hash of an older cost', () => own('5')],
    ['with a hash of a much older cost', () => own('4')],
    ['with a hash of the first version', () => hashOfVersion1('password', 6)],
    ['with a hash of the first version and an older cost', () => hashOfVersion1('password', 4)],
    ['with a hash of a lost pepper', async () => (await own('4')).replace('.old.', '.lost.')],
    ['with what is no hash', () => Promise.resolve('v2.old.$2b$04$no-hash')],
    ['with a cost beyond all bounds', async () => (await own('4')).replace('$04$', '$31$')],
  ])('%s', async (_, makeHash) => {
    const passwordHash = await makeHash();
    await strict.verify('wrong', null);
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const compare = vi.spyOn(bcrypt, 'compare');
    const hash = vi.spyOn(bcrypt, 'hash');
    expect(await strict.verify('wrong', passwordHash === null ? null : { id: ALICE, passwordHash })).toBe(
      false,
    );
    const costs = [
      ...compare.mock.calls.map(([, digest]) => bcrypt.getRounds(digest)),
      ...hash.mock.calls.map(([, cost]) => cost as number),
    ];
    expect(costs.reduce((work, cost) => work + 2 ** cost, 0)).toBe(2 ** 6);
  });

  it('and after the cost was lowered as much as for the hashes of before, known or not', async () => {
    const lowered = hasherWith(oldPepper, '5');
    await lowered.verify('wrong', { id: ALICE, passwordHash: await own('7') });
    const compare = vi.spyOn(bcrypt, 'compare');
    const hash = vi.spyOn(bcrypt, 'hash');
    await lowered.verify('wrong', null);
    expect(bcrypt.getRounds(compare.mock.calls[0]?.[1] as string)).toBe(5);
    expect(hash.mock.calls.map(([, cost]) => cost)).toEqual([5, 6]);
  });
});

it('look-up secrets are hashed at cost 10 and never above the configured one', async () => {
  const expensive = hasherWith(oldPepper, '11');
  expect(await expensive.hashLookupSecret('secret', ALICE)).toMatch(/^v2\.old\.\$2b\$10\$/);
  const hash = await hasher.hashLookupSecret('secret', ALICE);
  expect(hash).toMatch(/^v2\.old\.\$2b\$04\$/);
  expect(await verifyLookupSecret('secret', hash)).toBe(true);
  expect(await verifyLookupSecret('secreT', hash)).toBe(false);
});

it('a flood is turned away at once instead of being queued without end', async () => {
  const compare = vi.spyOn(bcrypt, 'compare');
  const hash = await hasher.hash('password', ALICE);
  const answers = await Promise.allSettled(Array.from({ length: 100 }, () => verify('x', hash)));
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.length).toBeGreaterThanOrEqual(100 - 64 - 4);
  expect(refused.every(({ reason }) => reason instanceof ServiceUnavailableException)).toBe(true);
  expect(compare.mock.calls.length).toBe(100 - refused.length);
});

it('hashes one a core at a time, and gets the next ones ready meanwhile', async () => {
  const hash = await hasher.hash('password', ALICE);
  const finish: (() => void)[] = [];
  const compare = vi.spyOn(bcrypt, 'compare') as unknown as Mock<() => Promise<boolean>>;
  compare.mockImplementation(() => new Promise((resolve) => finish.push(() => resolve(true))));
  const work = vi.fn(() => hasher.check('password', { id: ALICE, passwordHash: hash }));
  const answers = Array.from({ length: 8 }, () => hasher.inTurn(work));
  await settled();
  const parallel = maxParallelJobs(4);
  expect(finish).toHaveLength(parallel);
  expect(work).toHaveBeenCalledTimes(2 * parallel);
  expect(hasher.waiting).toBe(8 - parallel);
  while (finish.length > 0) {
    finish.splice(0).forEach((end) => end());
    await settled();
  }
  expect(await Promise.all(answers)).toEqual(Array(8).fill(true));
});
