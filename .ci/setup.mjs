/**
 * Makes a clone ready: installs the dependencies and builds, each only when something changed since. `npm start`
 * and `npm test` run it first, so it has no dependencies and must be quick when there is nothing to do.
 *
 *     node .ci/setup.mjs [--no-build]
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const LOCK_FILE = path.join(ROOT, 'package-lock.json');
const INSTALL_STAMP = path.join(ROOT, 'node_modules', '.setup-stamp');
const BUILD_STAMP = path.join(ROOT, 'dist', '.setup-stamp');
const BUILD_INPUTS = ['src', 'web', 'package-lock.json', 'tsconfig.json', 'nest-cli.json'];

// Outside of the clone, per user: `npm ci` deletes node_modules, and a clone may have no other place to write to.
const CLONE = createHash('sha256').update(fs.realpathSync(ROOT)).digest('hex').slice(0, 16);
const LOCK = path.join(os.tmpdir(), `twofold-setup-${process.getuid?.() ?? 0}-${CLONE}.lock`);
/** A holder that has not touched its lock for so long is gone, whoever has its process number now. */
const LOCK_STALE_MS = 120_000;

/** A step failed and has told why: no stack trace. */
class Failure extends Error {}

await main(process.argv.slice(2));

async function main(args) {
  if (!isNodeNewEnough()) return;
  const withBuild = !args.includes('--no-build');
  if (isInstalled() && (!withBuild || isBuilt())) return;
  await alone(async () => {
    // Somebody else may have done the work while this process waited for its turn.
    if (!isInstalled()) await install();
    if (withBuild && !isBuilt()) await build();
  });
}

function isNodeNewEnough() {
  const { engines } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const [major, minor] = process.versions.node.split('.').map(Number);
  const ranges = [...engines.node.matchAll(/(\^|>=)(\d+)\.(\d+)/g)].map(([, operator, wanted, least]) => ({
    text: `${wanted}.${least} or a later ${operator === '^' ? wanted : 'one'}`,
    fits: major === +wanted ? minor >= +least : operator === '>=' && major > +wanted,
  }));
  if (ranges.some(({ fits }) => fits)) return true;
  const needed = ranges.map(({ text }) => text).join(', or ');
  fail(`Twofold needs Node.js ${needed}; this is ${process.versions.node}.`);
  return false;
}

function isInstalled() {
  const stamp = read(INSTALL_STAMP);
  return stamp === null ? isInstalledByHand() : stamp === installHash();
}

/** After `npm install` by hand there is no stamp, but npm's own record of what it put into node_modules. */
function isInstalledByHand() {
  const record = read(path.join(ROOT, 'node_modules', '.package-lock.json'));
  if (record === null) return false;
  const installed = JSON.parse(record).packages;
  const wanted = Object.entries(JSON.parse(fs.readFileSync(LOCK_FILE, 'utf8')).packages);
  const isComplete = wanted.every(([name, { version, integrity, optional, devOptional }]) => {
    if (name === '') return true;
    const found = installed[name];
    return found ? found.version === version && found.integrity === integrity : optional || devOptional;
  });
  if (isComplete) fs.writeFileSync(INSTALL_STAMP, installHash());
  return isComplete;
}

/** Packages with compiled parts differ by platform: a node_modules carried elsewhere is not installed there. */
function installHash() {
  return hash([LOCK_FILE], `${process.platform} ${process.arch}`);
}

async function install() {
  console.log('Installing dependencies …');
  const npm = process.env.npm_execpath ?? '';
  const [command, ...first] = npm.endsWith('npm-cli.js') ? [process.execPath, npm] : ['npm'];
  // NODE_ENV=production would leave out the compiler.
  await run(command, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  fs.writeFileSync(INSTALL_STAMP, installHash());
}

function isBuilt() {
  return read(BUILD_STAMP) === buildHash();
}

function buildHash() {
  return hash(BUILD_INPUTS.flatMap((name) => filesBelow(path.join(ROOT, name))));
}

async function build() {
  console.log('Building …');
  // Taken before: a file that is saved during the build is built again the next time.
  const stamp = buildHash();
  await run(process.execPath, [path.join(ROOT, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build']);
  // Second, since the first begins by deleting `dist`.
  await run(process.execPath, [path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'web']);
  fs.writeFileSync(BUILD_STAMP, stamp);
}

function filesBelow(file) {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [file];
  return fs
    .readdirSync(file)
    .sort()
    .flatMap((name) => filesBelow(path.join(file, name)));
}

function hash(files, salt = '') {
  const sum = createHash('sha256').update(salt);
  for (const file of files) {
    const content = fs.readFileSync(file);
    sum.update(`\0${path.relative(ROOT, file)}\0${content.length}\0`).update(content);
  }
  return sum.digest('hex');
}

/** Runs a command silently; its output is shown only when it fails. */
async function run(command, args) {
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (child.pid) fs.appendFileSync(LOCK, ` ${child.pid}`);
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const status = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  if (status !== 0) {
    process.stderr.write(Buffer.concat(output));
    throw new Failure(`\`${[path.basename(command), ...args].join(' ')}\` failed (${status}).`);
  }
}

/** Two set-ups of one clone take turns: `npm ci` and `nest build` both begin by deleting what the other one writes. */
async function alone(work) {
  for (let isTold = false; !tryLock(); isTold = true) {
    if (!isTold) console.log('Waiting for another set-up of this clone …');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const heartbeat = setInterval(() => fs.utimesSync(LOCK, new Date(), new Date()), LOCK_STALE_MS / 10);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    fail(error.message);
  } finally {
    clearInterval(heartbeat);
    fs.rmSync(LOCK, { force: true });
  }
}

function tryLock() {
  try {
    fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned()) fs.rmSync(LOCK, { force: true });
    return false;
  }
}

/** The lock names its holder and the holder's child: a killed set-up may leave an `npm ci` at work. */
function isAbandoned() {
  const stats = fs.statSync(LOCK, { throwIfNoEntry: false });
  if (!stats) return false;
  const processes = (read(LOCK) ?? '').split(' ').map(Number);
  return Date.now() - stats.mtimeMs > LOCK_STALE_MS || !processes.some(isAlive);
}

function isAlive(id) {
  // Not yet written: the holder is between creating the file and filling it.
  if (!id) return true;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
