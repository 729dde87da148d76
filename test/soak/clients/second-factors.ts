import { expectStatus, generateCode } from '../../support/account.js';
import type { Lane } from '../lane.js';
import type { Person } from '../person.js';

/** Logs in with codes of an app, each of which counts once. */
export async function appUser(lane: Lane): Promise<void> {
  const person = await ownerWithTwoFactor(lane);
  const twoFactorAuthenticationCode = await person.code();
  const pending = await person.logIn();
  await person.prove(pending, { twoFactorAuthenticationCode });
  const thief = await person.logIn();
  await expectStatus(401, thief.post('/2fa/authenticate', { twoFactorAuthenticationCode }));
  await lane.pause();
  await expectStatus(200, pending.get('/2fa'));
  await person.logOut(pending);
}

/** Logs in with backup codes, each of which counts once, and makes new ones when few are left. */
export async function backupCodeUser(lane: Lane): Promise<void> {
  const person = await ownerWithTwoFactor(lane);
  const browser = await person.logIn();
  const backupCode = await person.useBackupCode(browser);
  const thief = await person.logIn();
  await expectStatus(401, thief.post('/2fa/authenticate', { backupCode }));
  await lane.pause();
  await person.logOut(browser);
  if (person.backupCodes.length < 5) {
    const renewing = await person.logInWithCode();
    await person.renewBackupCodes(renewing);
    await person.logOut(renewing);
  }
}

/** Trusts a browser, in which no code is asked for from then on. */
export async function trustedBrowserUser(lane: Lane): Promise<void> {
  const person = await ownerWithTwoFactor(lane);
  const twoFactorAuthenticationCode = await person.code();
  const browser = await person.logIn();
  await person.prove(browser, { twoFactorAuthenticationCode, trustDevice: true });
  for (let time = 0; time < 4; time++) {
    await person.logOut(browser);
    await lane.pause();
    await person.logIn(browser);
    await expectStatus(200, browser.get('/2fa/trusted-devices'));
  }
  await person.logOut(browser);
}

/** Turns two-factor authentication on, and off again. */
export async function undecidedUser(lane: Lane): Promise<void> {
  const person = await lane.owner();
  await person.logIn();
  const browser = await person.logIn();
  await person.turnTwoFactorOn(browser);
  await expectStatus(204, browser.post('/2fa/backup-codes/saved'));
  await lane.pause();
  await person.turnTwoFactorOff(browser);
  await expectStatus(200, browser.get('/2fa'));
  await person.logOut(browser);
}

/** Tries wrong passwords and wrong codes, fewer than would keep the owner out. */
export async function guesser(lane: Lane): Promise<void> {
  const person = await ownerWithTwoFactor(lane);
  const { email } = person;
  const browser = lane.browser();
  for (let time = 0; time < 3; time++) {
    await expectStatus(401, browser.post('/authentication/log-in', { email, password: lane.newPassword() }));
  }
  const stranger = { email: `nobody-${email}`, password: lane.newPassword() };
  await expectStatus(401, browser.post('/authentication/log-in', stranger));
  const twoFactorAuthenticationCode = await person.code();
  const pending = await person.logIn();
  for (const body of [
    { twoFactorAuthenticationCode: await wrongCode(person) },
    { backupCode: 'AAAA-AAAA-AAAA-AAAA' },
  ]) {
    await lane.pause();
    await expectStatus(401, pending.post('/2fa/authenticate', body));
    await expectStatus(401, pending.post('/2fa/authenticate', body));
  }
  await person.prove(pending, { twoFactorAuthenticationCode });
  await person.logOut(pending);
}

async function ownerWithTwoFactor(lane: Lane): Promise<Person> {
  const person = await lane.owner();
  if (!person.hasTwoFactor) {
    const browser = await person.logIn();
    await person.turnTwoFactorOn(browser);
    await person.logOut(browser);
  }
  return person;
}

/** Well-formed, and right in none of the steps around. */
async function wrongCode({ secret }: Person): Promise<string> {
  const near = await Promise.all([-2, -1, 0, 1, 2].map((steps) => generateCode(secret, steps)));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find(
    (code) => !near.includes(code),
  ) as string;
}
