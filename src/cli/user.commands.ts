import { AccountOperationsService } from '../account/account-operations.service.js';
import { type Command, exitCodes } from './command.interface.js';

type Change = Exclude<keyof AccountOperationsService, 'show'>;

const show: Command = {
  name: 'user show',
  arguments: ['email'],
  options: {},
  summary: 'Show an account as JSON.',
  details: 'Prints what there is to know of an account. No secrets, and the owner is not told.',
  async run(app, [email = '']) {
    const account = await app.get(AccountOperationsService, { strict: false }).show(email);
    process.stdout.write(`${JSON.stringify(account, undefined, 2)}\n`);
    return exitCodes.ok;
  },
};

export const userCommands: Command[] = [
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

function change(verb: string, method: Change, summary: string, details: string): Command {
  return {
    name: `user ${verb}`,
    arguments: ['email'],
    options: {},
    summary,
    details: `${details} The owner is told by mail, and the account's security events have it.`,
    async run(app, [email = '']) {
      await app.get(AccountOperationsService, { strict: false })[method](email);
      process.stdout.write(`Done: user ${verb} ${email}\n`);
      return exitCodes.ok;
    },
  };
}
