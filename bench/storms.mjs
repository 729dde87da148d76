import { startLoad, startTwofold } from './processes.mjs';
import { guarded, logIns } from './requests.mjs';

/** Guarded requests while 100 connections log in as fast as they can. */
export async function storm(target, load) {
  const attackers = await startLoad();
  const calm = await load.run({
    port: target.port,
    requests: await guarded(target.accounts),
    connections: 8,
    seconds: 5,
  });
  const logInRequests = await logIns({ isKnown: false })(target.accounts);
  const attack = attackers.run({ port: target.port, requests: logInRequests, connections: 100, seconds: 12 });
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const stormy = await load.run({
    port: target.port,
    requests: await guarded(target.accounts),
    connections: 8,
    seconds: 8,
  });
  const { statuses } = await attack;
  attackers.stop();
  console.log(`
100 connections log in: guarded requests (8 connections) p50 ${stormy.p50.toFixed(1)} ms, p99 ${stormy.p99.toFixed(1)} ms;
in calm p50 ${calm.p50.toFixed(1)} ms, p99 ${calm.p99.toFixed(1)} ms. Log-ins by status: ${JSON.stringify(statuses)}.`);
}

/** Log-ins of others while 90 connections of one user log in with his own right password. */
export async function stormOfOne({ accounts, databaseUrl }, load) {
  const target = await startTwofold({ DATABASE_URL: databaseUrl, TRUSTED_PROXIES: '127.0.0.1' });
  const attackers = await startLoad();
  const [own, others] = await logIns({ isKnown: true })(accounts);
  const other = from('203.0.113.7', others);
  const calm = await load.run({ port: target.port, requests: [other], connections: 1, seconds: 5 });
  const attack = attackers.run({ port: target.port, requests: [own], connections: 90, seconds: 12 });
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const stormy = await load.run({ port: target.port, requests: [other], connections: 1, seconds: 8 });
  const { statuses } = await attack;
  attackers.stop();
  await target.stop();
  console.log(`
90 connections of one user log in: another's log-ins (1 connection) p50 ${stormy.p50.toFixed(0)} ms, by status
${JSON.stringify(stormy.statuses)}; in calm p50 ${calm.p50.toFixed(0)} ms. The one user's by status: ${JSON.stringify(statuses)}.`);
}

function from(address, request) {
  return request.replace('\r\n', `\r\nX-Forwarded-For: ${address}\r\n`);
}
