import { AccountListService, type ListedAccount } from '../account/account-list.service.js';
import { AccountOperationsService } from '../account/account-operations.service.js';
import { type ApplicationCommand, exitCodes } from './command.interface.js';
import { report, write } from './report.js';

type Change = Exclude<keyof AccountOperationsService, 'show'>;

const list: ApplicationCommand = {
  name: 'user list',
  arguments: [],
  options: {},
  summary: 'List all accounts.',
  details: 'One a line, in the order of their addresses; with --json an array.',
  async run(app, _, { json }) {
    let count = 0;
    for await (const account of app.get(AccountListService, { strict: false }).all()) {
      await write(json ? `${count === 0 ? '[' : ','}\n${JSON.stringify(account)}` : lineOf(account));
      count++;
    }
    if (json) {
      await write(count === 0 ? '[]\n' : '\n]\n');
    }
    return exitCodes.ok;
  },
};

function lineOf({
  email,
  createdAt,
  emailVerifiedAt,
  disabledAt,
  isTwoFactorAuthenticationEnabled,
  twoFactorDueAt,
}: ListedAccount): string {
  const marks = [
    ...(isTwoFactorAuthenticationEnabled ? ['two-factor'] : []),
    ...(twoFactorDueAt ? [`two-factor due ${twoFactorDueAt.toISOString().slice(0, 16)}Z`] : []),
    ...(emailVerifiedAt ? [] : ['unverified']),
    ...(disabledAt ? ['disabled'] : []),
  ];
  return `${[email.padEnd(40), createdAt.toISOString().slice(0, 10), marks.join(', ')].join('  ').trimEnd()}\n`;
}

const show: ApplicationCommand = {
  name: 'user show',
  arguments: ['email'],
  options: {},
  summary: 'Show an account as JSON.',
  details: 'Prints what there is to know of an account. No secrets, and the owner is not told.',
  async run(app, [email = ''], options) {
    report(options, await app.get(AccountOperationsService, { strict: false }).show(email));
    return exitCodes.ok;
  },
};

export const userCommands: ApplicationCommand[] = [
  list,
  show,
  change(
    'disable',
    'disable',
    'Disable an account.',
    'Its sessions end at once, and nobody can log in to it.',
  ),
  change(
    'enable',
    'enable',
    'Enable a disabled account.',
    'Its password and its second factor are as before.',
  ),
  change(
    'delete',
    'delete',
    'Delete an account.',
    'With all that belongs to it, for good. Nothing is asked back.',
  ),
  change(
    'unlock',
    'unlock',
    'Clear the waits and locks of an account.',
    'For an owner who gave too many wrong passwords or codes. The limits of an address as a whole stay.',
  ),
  change(
    'revoke-sessions',
    'revokeSessions',
    'Log an account out everywhere.',
    'Ends all its sessions, pending log-ins and trusted devices.',
  ),
  change(
    'reset-two-factor',
    'resetTwoFactor',
    'Turn two-factor authentication off.',
    'For an owner who lost the authenticator and the backup codes. Make sure first that it is the owner who asks: afterwards the password alone opens the account. All its sessions end.',
  ),
  change(
    'send-password-reset',
    'sendPasswordReset',
    'Mail the owner a link to set a new password.',
    'Only the mail has the link. Nothing is sent for a disabled account, nor after 5 such mails in an hour.',
  ),
];

function change(verb: string, method: Change, summary: string, details: string): ApplicationCommand {
  return {
    name: `user ${verb}`,
    arguments: ['email'],
    options: {},
    summary,
    details: `${details} The owner is told by mail, and the account's security events have it.`,
    async run(app, [email = ''], options) {
      await app.get(AccountOperationsService, { strict: false })[method](email);
      report(options, { email, done: verb }, `Done: user ${verb} ${email}`);
      return exitCodes.ok;
    },
  };
}
