import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { auditPeople } from './audit.js';
import { kinds } from './clients/index.js';
import { auditKeys, auditReferences, auditRows } from './database-audit.js';
import { perform, plan } from './disturbances.js';
import { auditMemory, auditSizes } from './growth-audit.js';
import { Lane } from './lane.js';
import type { Person } from './person.js';
import { Random } from './random.js';
import { report } from './report.js';
import { Samples } from './samples.js';
import { Site } from './site.js';
import { Watch } from './watch.js';

const { SOAK_MINUTES = '30', SOAK_SEED = String(randomInt(2 ** 31)) } = process.env;

/** Milliseconds; the rest is for a slow machine, and for the audit. */
const timeout = (1.5 * Number(SOAK_MINUTES) + 15) * 60_000;

const never = new AbortController().signal;

it(
  'all kinds of clients lose nothing that was acknowledged, whatever is restarted, and nothing grows',
  { timeout },
  async () => {
    const say = (line: string) => process.stdout.write(`${line}\n`);
    say(`${SOAK_MINUTES} minutes, SOAK_SEED=${SOAK_SEED}`);
    const minutes = Number(SOAK_MINUTES);
    const seed = Number(SOAK_SEED);
    const watch = new Watch();
    const site = await Site.start(watch);
    const ledger: Person[] = [];
    const end = new AbortController();
    const clients = kinds.flatMap(([name, round, count]) =>
      Array.from({ length: count }, () => ({ name, round })),
    );
    const lanes = clients.map(
      ({ name }, index) => new Lane(name, site, new Random(seed + index + 1), ledger, end.signal),
    );
    const samples = new Samples(site);
    const disturbances = new Map<string, number>();
    try {
      const work = Promise.all([
        ...lanes.map((lane, index) => lane.run(clients[index]!.round)),
        samples.take(end.signal),
      ]);
      // From here on nobody waits for a first time.
      while (lanes.some(({ rounds }) => rounds === 0) && watch.findings.length === 0) {
        await wait(200);
      }
      const random = new Random(seed);
      for (const act of plan(minutes, random)) {
        await perform(act, act.share * minutes * 60_000, random, async ([name, happen]) => {
          say(`${watch.seconds()} s: ${name}`);
          disturbances.set(name, (disturbances.get(name) ?? 0) + 1);
          await happen(site).catch((error: Error) => watch.find(name, error.message));
        });
      }
      end.abort();
      await work;
      say(`${watch.seconds()} s: the audit of ${ledger.length} people`);
      await auditRows(site, ledger);
      await auditPeople(ledger, new Lane('audit', site, random, [], never));
      await auditReferences(site);
      await auditKeys(site);
      auditMemory(site, samples);
      auditSizes(site, samples);
    } finally {
      end.abort();
      say(`\n${report(watch, samples, disturbances)}\n\nSOAK_SEED=${SOAK_SEED}`);
      await site.stop();
    }
    // One may have set off thousands.
    expect(watch.findings.slice(0, 30)).toEqual([]);
  },
);
