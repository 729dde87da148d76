import { setTimeout as wait } from 'node:timers/promises';
import { expectStatus } from '../support/account.js';
import type { Answer } from '../support/browser.js';
import { logInByPasskey } from '../support/passkeys.js';
import type { Lane } from './lane.js';
import type { Person } from './person.js';
import { LostAnswer } from './watch.js';

/** People at a time. */
const LANES = 6;

/** How often an audit is begun. */
const TIMES = 4;

/** Of one person, the last ones. */
const ENDED_SESSIONS = 10;

/** Holds what the ledger says of each person against what the site says. Each comes out with everything under the newest keys. */
export async function auditPeople(people: Person[], lane: Lane): Promise<void> {
  const queue = [...people];
  const work = Array.from({ length: LANES }, async () => {
    for (let person = queue.pop(); person; person = queue.pop()) {
      person.place = lane;
      await auditPatiently(person, lane);
    }
  });
  await Promise.all(work);
}

/** On a machine that is too busy anybody may be told 503, and comes again. */
async function auditPatiently(person: Person, lane: Lane): Promise<void> {
  for (let time = 1; ; time++) {
    try {
      return await auditPerson(person, lane);
    } catch (error) {
      if (!(error instanceof LostAnswer) || time === TIMES) {
        return lane.site.watch.find('audit', `${person.email}: ${(error as Error).message}`);
      }
      await wait(2000);
    }
  }
}

async function auditPerson(person: Person, lane: Lane): Promise<void> {
  await auditSessions(person);
  const loggedIn = await logInByAnyPassword(person, lane);
  if (!loggedIn) {
    if (person.exists) {
      throw new Error('The account, or its password, is lost.');
    }
    return registerAgain(person, lane);
  }
  if (person.exists === false) {
    throw new Error('There is an account that was never made, or was deleted.');
  }
  if (person.oldPassword !== undefined && person.passwords.length === 1) {
    const body = { email: person.email, password: person.oldPassword };
    await expectStatus(401, lane.browser().post('/authentication/log-in', body));
  }
  for (const passkey of person.passkeys) {
    await expectStatus(200, logInByPasskey(lane.browser(), passkey));
  }
  const isRequired = loggedIn.body.isSecondFactorRequired === true;
  if (person.hasTwoFactor !== undefined && person.hasTwoFactor !== isRequired) {
    throw new Error(`Two-factor authentication is ${isRequired ? 'on' : 'off'}, which it should not be.`);
  }
  if (isRequired) {
    await auditTwoFactor(person);
  }
}

async function auditSessions({ live, ended, email }: Person): Promise<void> {
  for (const browser of live) {
    await expectStatus(200, browser.post('/authentication/refresh'));
    const { body } = await expectStatus(200, browser.get('/authentication'));
    if (body.email !== email) {
      throw new Error(`A session is of ${body.email} now.`);
    }
  }
  for (const browser of ended.slice(-ENDED_SESSIONS)) {
    await expectStatus(401, browser.post('/authentication/refresh'));
  }
}

/** Leaves in the ledger the one that is valid. */
async function logInByAnyPassword(person: Person, lane: Lane): Promise<Answer | undefined> {
  const { email } = person;
  for (const password of person.passwords) {
    const answer = await lane.browser().post('/authentication/log-in', { email, password });
    if (answer.status === 200) {
      person.passwords = [password];
      return answer;
    }
    await expectStatus(401, Promise.resolve(answer));
  }
  return undefined;
}

/** Nobody has the address. */
async function registerAgain({ email }: Person, lane: Lane): Promise<void> {
  const browser = lane.browser();
  const body = { email, password: lane.newPassword() };
  await expectStatus(202, browser.post('/authentication/register', body));
  const token = await lane.mailedToken(email, '/verify-email');
  await expectStatus(204, browser.post('/account/email-verification/confirm', { token }));
}

async function auditTwoFactor(person: Person): Promise<void> {
  const pending = await person.logIn();
  const backupCode = person.usedBackupCodes.at(-1);
  if (backupCode !== undefined) {
    await expectStatus(401, pending.post('/2fa/authenticate', { backupCode }));
  }
  if (person.backupCodes.length > 0) {
    await person.useBackupCode(pending);
  }
  await person.renewBackupCodes(await person.logInWithCode());
}
