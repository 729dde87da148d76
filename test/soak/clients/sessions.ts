import { setTimeout as wait } from 'node:timers/promises';
import { expectStatus } from '../../support/account.js';
import type { Answer, Browser } from '../../support/browser.js';
import type { Lane } from '../lane.js';
import { LostAnswer } from '../watch.js';

const TABS = 3;

/** A browser with several tabs, for longer than an access token lives. It is never logged out: no answer that is lost matters. */
export async function tabs(lane: Lane): Promise<void> {
  const person = await lane.owner();
  const [present] = person.live;
  const browser = present ?? (await person.logIn(lane.browser(), true));
  const pages = ['/authentication', '/sessions', '/account/security-events'];
  await Promise.all(
    Array.from({ length: TABS }, async () => {
      for (let page = 0; page < 12 && !lane.isOver; page++) {
        await lane.random.pause(1000, 4000);
        await expectStatus(200, asPage(lane, browser, lane.random.pick(pages)));
      }
    }),
  );
}

/** As the account pages ask: once more after a refresh, and once more after a while where the answer was lost. */
async function asPage(lane: Lane, browser: Browser, path: string): Promise<Answer> {
  const accessToken = () => browser.cookies.get('__Host-Authentication');
  for (;;) {
    const before = accessToken();
    try {
      const answer = await browser.get(path);
      if (answer.status !== 401) {
        return answer;
      }
      // Another tab may have done it meanwhile.
      if (accessToken() === before) {
        await expectStatus(200, browser.post('/authentication/refresh'));
      }
    } catch (error) {
      if (!(error instanceof LostAnswer) || lane.isOver) {
        throw error;
      }
      await wait(500);
    }
  }
}

/** Looks where it is logged in, ends one session, and then all others. */
export async function sessionEnder(lane: Lane): Promise<void> {
  const person = await lane.register();
  const browser = await person.logIn();
  const other = await person.logIn();
  const { body: sessions } = await expectStatus(200, browser.get('/sessions'));
  const { id } = (sessions as { id: string; isCurrent: boolean }[]).find(({ isCurrent }) => !isCurrent) ?? {};
  await person.endOthers(browser, () => expectStatus(204, browser.delete(`/sessions/${id}`)));
  await expectStatus(401, other.copy().post('/authentication/refresh'));
  await lane.pause();
  await person.logIn();
  await person.logIn();
  await person.endOthers(browser, () => expectStatus(204, browser.delete('/sessions')));
  await expectStatus(200, browser.get('/sessions'));
}
