import { AccountCreationService } from '../account/account-creation.service.js';
import { canonicalEmailAddress, isEmailAddress } from '../users/email-address.js';
import { type ApplicationCommand, exitCodes, UsageError } from './command.interface.js';
import { report } from './report.js';

const printLink =
  'With --print-link the link is printed, too: whoever has it can do what the owner can, so hand it over safely.';

export const newAccountCommands: ApplicationCommand[] = [
  mailing(
    'create',
    'Make an account, and mail its owner a link to set a password.',
    'The address counts as verified. The link works for 7 days; after that "Forgot password?" mails another one.',
    'made',
  ),
  mailing(
    'invite',
    'Mail an invitation to make an account.',
    'For REGISTRATION=invite and open. It works for 7 days, once, for this address, which is verified by it. Another one takes the place of the first.',
    'invited',
  ),
];

function mailing(
  verb: 'create' | 'invite',
  summary: string,
  details: string,
  done: string,
): ApplicationCommand {
  return {
    name: `user ${verb}`,
    arguments: ['email'],
    options: { 'print-link': { type: 'boolean' } },
    summary,
    details: `${details} ${printLink}`,
    check: (_, [email = '']) => {
      if (!isEmailAddress(canonicalEmailAddress(email))) {
        throw new UsageError(`"${email}" is not an e-mail address.`);
      }
    },
    async run(app, [address = ''], options) {
      const { email, link } = await app.get(AccountCreationService, { strict: false })[verb](address);
      const shown = options['print-link'] ? { link } : {};
      report(options, { email, ...shown }, [`Done: ${done} ${email}`, ...Object.values(shown)].join('\n'));
      return exitCodes.ok;
    },
  };
}
