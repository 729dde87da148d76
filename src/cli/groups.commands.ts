import { AccountGroupsService } from '../account/account-groups.service.js';
import { GROUP_NAME_RULE, isGroupName } from '../options/group-name.js';
import { type ApplicationCommand, exitCodes, UsageError } from './command.interface.js';
import { report } from './report.js';

export const groupsCommands: ApplicationCommand[] = [
  {
    name: 'user groups',
    arguments: ['email', 'list|add|remove'],
    optionalArgument: 'group',
    options: {},
    summary: 'Show or change the groups of an account.',
    details:
      "A name has up to 64 lower-case letters, digits, dots, dashes and underscores. A change counts at once, also in sessions that are open, and the account's security events have it.",
    check(_, [, action = '', group]) {
      const isRight =
        action === 'list'
          ? group === undefined
          : ['add', 'remove'].includes(action) && isGroupName(group ?? '');
      if (!isRight) {
        throw new UsageError(`Say list, or add or remove and the name of a group, which ${GROUP_NAME_RULE}.`);
      }
    },
    async run(app, [email = '', action = '', group = ''], options) {
      const accountGroups = app.get(AccountGroupsService, { strict: false });
      const done = action === 'list' ? {} : { done: action, group };
      const isChanged = action !== 'list' && (await accountGroups[action as 'add' | 'remove'](email, group));
      const groups = await accountGroups.list(email);
      const said = isChanged ? `Done: user groups ${email} ${action} ${group}` : 'Nothing to do.';
      const text = action === 'list' ? groups.join('\n') : said;
      report(options, { email, ...done, groups }, text);
      return exitCodes.ok;
    },
  },
];
