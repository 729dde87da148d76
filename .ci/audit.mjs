/**
 * Fails when a dependency of production has a known hole, critical or high, that nobody has looked at. Where the registry answers no
 * such question (a mirror, no network), it says so and fails nothing.
 *
 *     node .ci/audit.mjs [file with the exceptions]
 *
 * An exception is `{"id": "GHSA-…", "until": "2026-12-31", "why": "…"}`: the time-frame of CONTRIBUTING.md, or that it does not reach us.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const SERIOUS = ['critical', 'high'];

const [file = path.join(ROOT, '.ci', 'audit-exceptions.json')] = process.argv.slice(2);
const exceptions = JSON.parse(fs.readFileSync(file, 'utf8'));
const today = new Date().toISOString().slice(0, 10);

const report = ask();
if (report) {
  const open = holesIn(report).filter((hole) => !isExcepted(hole));
  open.forEach(({ id, severity, name, title }) => console.log(`${severity}: ${name}: ${title} (${id})`));
  console.log(`${open.length} known holes, critical or high, that count.`);
  process.exitCode = open.length > 0 ? 1 : 0;
} else {
  console.log('The registry does not say which holes are known: nothing was looked at.');
}

/** Undefined where there is no report. */
function ask() {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];
  const { stdout } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 });
  try {
    const answer = JSON.parse(stdout);
    return answer.vulnerabilities && answer.metadata ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** Each once; a package that is affected by another one names that, and has no hole of its own. */
function holesIn({ vulnerabilities }) {
  const advisories = Object.values(vulnerabilities).flatMap(({ via }) =>
    via.filter((one) => typeof one === 'object'),
  );
  const holes = advisories
    .filter(({ severity }) => SERIOUS.includes(severity))
    .map(({ url, severity, name, title }) => ({ id: url.split('/').at(-1), severity, name, title }));
  return [...new Map(holes.map((hole) => [hole.id, hole])).values()];
}

function isExcepted({ id }) {
  return exceptions.some((one) => one.id === id && today <= one.until);
}
