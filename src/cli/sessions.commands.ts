import { SessionRevocationService } from '../maintenance/session-revocation.service.js';
import { type ApplicationCommand, exitCodes } from './command.interface.js';
import { report } from './report.js';

export const sessionsCommands: ApplicationCommand[] = [
  {
    name: 'sessions revoke-all',
    arguments: [],
    options: {},
    summary: 'Log everybody out, after a backup was restored.',
    details:
      'Ends all sessions, pending log-ins, trusted devices, known browsers and open links, and uses up every code that an authenticator app has shown until now: what was ended or used after the backup lives again in it. Backup codes that were used since cannot be told from others: ask their owners to make new ones. Nothing is asked back, and nobody is mailed. It can be stopped and run again.',
    async run(app, _, options) {
      const result = await app.get(SessionRevocationService, { strict: false }).revokeAll();
      report(options, result);
      return exitCodes.ok;
    },
  },
];
