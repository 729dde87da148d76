import type { Round } from '../lane.js';
import { attacker } from './attacker.js';
import { passkeyUser } from './passkeys.js';
import { forgetfulUser, leaver, newcomer, passwordChanger, passwordUser } from './passwords.js';
import { appUser, backupCodeUser, guesser, trustedBrowserUser, undecidedUser } from './second-factors.js';
import { guest, monitor, tokenHolder } from './services.js';
import { sessionEnder, tabs } from './sessions.js';

/** What each kind of client does, and how many of the kind there are. */
export const kinds: [name: string, round: Round, count: number][] = [
  ['newcomer', newcomer, 1],
  ['password', passwordUser, 2],
  ['password change', passwordChanger, 1],
  ['password reset', forgetfulUser, 1],
  ['leaver', leaver, 1],
  ['app', appUser, 2],
  ['backup code', backupCodeUser, 1],
  ['trusted browser', trustedBrowserUser, 2],
  ['two-factor on, off', undecidedUser, 1],
  ['passkey', passkeyUser, 2],
  ['tabs', tabs, 3],
  ['session ender', sessionEnder, 1],
  ['protected host', guest, 1],
  ['identity token', tokenHolder, 1],
  ['guesser', guesser, 1],
  ['attacker', attacker, 1],
  ['monitor', monitor, 1],
];
