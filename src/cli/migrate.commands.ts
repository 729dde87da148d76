import { grantToApi } from '../database/api-role.js';
import { migrate } from '../database/migrate.js';
import { migrations } from '../modules.js';
import { type DatabaseCommand, exitCodes, UsageError } from './command.interface.js';
import { report } from './report.js';

export const migrateCommands: DatabaseCommand[] = [
  {
    name: 'migrate',
    arguments: [],
    options: { grant: { type: 'string' } },
    summary: 'Bring the tables up to date, as each start does.',
    details:
      'With --grant <role> that role of PostgreSQL may serve afterwards, and no more: it changes no table, and no security event. Run it with the DATABASE_URL of the owner of the tables, before the copies start with that of the role; after each update, too.',
    check: ({ grant }) => {
      if (grant === '') {
        throw new UsageError('--grant takes the name of a role of PostgreSQL.');
      }
    },
    async runOn(database, _, __, options) {
      await migrate(database, migrations);
      const { grant } = options;
      if (typeof grant === 'string') {
        await grantToApi(database, grant);
      }
      report(options, { granted: grant ?? null }, grant ? `Done: ${String(grant)} may serve.` : 'Done.');
      return exitCodes.ok;
    },
  },
];
