import { KeyReportService } from '../maintenance/keys/key-report.service.js';
import { KeyRotationService } from '../maintenance/key-rotation.service.js';
import { type ApplicationCommand, exitCodes } from './command.interface.js';
import { report } from './report.js';

export const keysCommands: ApplicationCommand[] = [
  {
    name: 'keys check',
    arguments: [],
    options: {},
    summary: 'Show which rows are under which keys, as JSON.',
    details:
      'Compares the keys with the database as a start of the server does, and fails with exit code 1 and the same line where they do not fit. A key that has no rows can be taken out. `newWork` is the key that new rows are under: the first one, unless a running copy does not know it yet. It shows ids, and never a key.',
    async run(app, _, options) {
      report(options, await app.get(KeyReportService, { strict: false }).report());
      return exitCodes.ok;
    },
  },
  {
    name: 'keys rotate',
    arguments: [],
    options: {},
    summary: 'Re-encrypt stored secrets under the first of ENCRYPTION_KEYS.',
    details:
      'Put the new key in front of ENCRYPTION_KEYS, restart one copy after the other, then run this; after that the old key can be taken out. It is refused while a running copy does not know the new key. It can be run at any time, and again. Passwords are not touched: they move to the first of PASSWORD_PEPPERS when their owners log in. Fails with exit code 1 where something cannot be decrypted.',
    async run(app, _, options) {
      const result = await app.get(KeyRotationService, { strict: false }).rotate();
      report(options, result);
      return result.unreadable === 0 ? exitCodes.ok : exitCodes.failed;
    },
  },
];
