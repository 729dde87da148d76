import { KeyRotationService } from '../maintenance/key-rotation.service.js';
import { type Command, exitCodes } from './command.interface.js';

export const keysCommands: Command[] = [
  {
    name: 'keys rotate',
    arguments: [],
    options: {},
    summary: 'Re-encrypt stored secrets under the first of ENCRYPTION_KEYS.',
    details:
      'Put the new key in front of ENCRYPTION_KEYS, restart all processes, then run this; after that the old key can be taken out. It can be run at any time, and again. Passwords are not touched: they move to the first of PASSWORD_PEPPERS when their owners log in. Fails with exit code 1 where something cannot be decrypted.',
    async run(app) {
      const report = await app.get(KeyRotationService, { strict: false }).rotate();
      process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
      return report.unreadable === 0 ? exitCodes.ok : exitCodes.failed;
    },
  },
];
