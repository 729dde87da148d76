/** How long a protected host lets somebody in who has logged out at another copy of the server. */
import { Agent, request } from 'node:http';
import { forwarded, PROTECTED_HOST } from './requests.mjs';

const agent = new Agent({ keepAlive: true });

/** @returns for each log-out at one copy, milliseconds from its sending and from its answer to the first refusal of the other. */
export async function revocationTimes(accounts, [one, other], count) {
  const times = [];
  for (let round = 0; round < count; round++) {
    const { cookies, gate } = await accounts.gatedSession(await accounts.create(), PROTECTED_HOST);
    const ask = () => send(other, 'GET', '/forward-auth', { ...forwarded, Cookie: cookieOf(gate) });
    // Until it needs no query any more.
    for (let time = 0; time < 3; time++) {
      if ((await ask()) !== 200) {
        throw new Error('The protected host does not let in.');
      }
    }
    const start = performance.now();
    const loggedOut = send(one, 'POST', '/authentication/log-out', { Cookie: cookieOf(cookies) }).then(
      (status) => ({
        status,
        at: performance.now(),
      }),
    );
    while ((await ask()) === 200) {
      // As often as it can be asked.
    }
    const refused = performance.now();
    const { status, at } = await loggedOut;
    if (status !== 204) {
      throw new Error('Nobody has logged out.');
    }
    times.push({ sinceSent: refused - start, sinceAnswered: Math.max(0, refused - at) });
  }
  return times;
}

function cookieOf(cookies) {
  return Object.entries(cookies)
    .map(([name, value]) => `__Host-${name}=${value}`)
    .join('; ');
}

function send({ port }, method, path, headers) {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
}
