import { createInterface } from 'node:readline';
import { Clock } from '../clock/clock.js';
import { backUp } from '../database/backup/backup.writer.js';
import { restore } from '../database/backup/restore.js';
import { migrations } from '../modules.js';
import { type DatabaseCommand, exitCodes } from './command.interface.js';
import { report, write } from './report.js';
import { spooled } from './spool.js';

const keys = 'ENCRYPTION_KEYS and PASSWORD_PEPPERS';

export const backupCommands: DatabaseCommand[] = [
  {
    name: 'backup',
    arguments: [],
    options: {},
    summary: 'Print all that is in the database, to be saved in a file.',
    details: `As it is at one moment; the server may run. Use it as: twofold backup > file. ${keys} are not in it, and without them the accounts in it are worth nothing: keep them as well, and elsewhere.`,
    async runOn(database, _, { DATABASE_URL, DATA_DIR }) {
      const chunks = backUp(database, new Clock().now());
      // The embedded database serves one after the other, so nobody is to wait for a slow reader of this.
      for await (const chunk of DATABASE_URL ? chunks : spooled(chunks, DATA_DIR)) {
        await write(chunk);
      }
      process.stderr.write(`Done. ${keys} are not in the backup: keep a copy of them elsewhere.\n`);
      return exitCodes.ok;
    },
  },
  {
    name: 'restore',
    arguments: [],
    options: {},
    summary: 'Fill an empty database with a backup.',
    details: `Use it as: twofold restore < file. The backup may come from the other kind of database, and from an older release. All of it is restored, or nothing. ${keys} must be those of the server that it came from. Where it stands in for a database that was lost, run "twofold sessions revoke-all" afterwards.`,
    async runOn(database, _, __, options) {
      const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
      const { at, rows } = await restore(database, migrations, lines[Symbol.asyncIterator]());
      report(
        options,
        { at, rows },
        `Done: ${rows} rows, as they were at ${at}. If the database they came from was lost, run now: twofold sessions revoke-all`,
      );
      return exitCodes.ok;
    },
  },
];
