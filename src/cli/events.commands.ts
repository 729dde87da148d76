import { SecurityEventsService } from '../security-events/security-events.service.js';
import { type ApplicationCommand, exitCodes, type OptionValues, UsageError } from './command.interface.js';
import { write } from './report.js';

const PAGE = 1000;

export const eventsCommands: ApplicationCommand[] = [
  {
    name: 'events export',
    arguments: [],
    options: { after: { type: 'string' } },
    summary: 'Print the security events of all accounts, one JSON object a line.',
    details:
      'Oldest first; `userId` is null for a log-in with an address that has no account, and for an account that was deleted: then `formerUser` is the same in all events of it. With --after <id> only those after the one of that id, to go on where the last export ended.',
    check: (options) => void afterOf(options),
    async run(app, _, options) {
      const events = app.get(SecurityEventsService, { strict: false });
      let cursor = afterOf(options);
      for (let page = await events.export(PAGE, cursor); ; page = await events.export(PAGE, cursor)) {
        await write(page.map((event) => `${JSON.stringify(event)}\n`).join(''));
        cursor = page.at(-1)?.id ?? cursor;
        if (page.length < PAGE) {
          return exitCodes.ok;
        }
      }
    },
  },
];

function afterOf({ after = '0' }: OptionValues): string {
  if (typeof after !== 'string' || !/^[0-9]{1,18}$/.test(after)) {
    throw new UsageError('--after takes the id of an event.');
  }
  return after;
}
