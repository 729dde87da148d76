/** Mails with links, and what all mails share. */
const common = {
  // Between two sentences; empty where a language has no spaces.
  'sentence-gap': ' ',
  'link-label': '{text}:',
  'fact-line': '{name}: {value}',
  'code-label': 'If the page asks for the code of this link:',
  ignore: 'If you did not ask for this, ignore this mail: nothing changes.',
  'ignore-unknown': 'If you do not know what this is about, ignore this mail.',
  'get-help': 'Get help',
  'set-new-password': 'Set a new password',
  quoted: '"{name}"',

  'verify-email.subject': 'Confirm your e-mail address',
  'verify-email.intro':
    'This address was given for an account at {site}. Please confirm that it is yours. The link works for 24 hours.',
  'verify-email.link': 'Confirm this address',
  'registration.intro':
    'Somebody signed up with this address at {site}. If this was you, confirm it: that makes your account. The link works for 24 hours.',
  'registration.ignore':
    'If it was not you, ignore this mail, and there will be no account. Whoever signed up has chosen its password.',
  'change-email.subject': 'Confirm your new e-mail address',
  'change-email.intro':
    'An account at {site} is to have this address from now on. Please confirm that it is yours. The link works for 24 hours.',
  'change-email.link': 'Use this address',
  'reset-password.subject': 'Set a new password',
  'reset-password.intro':
    'Somebody asked for a new password for your account at {site}. The link works for 10 minutes, once.',
  'reset-password.second-factor':
    'You will be asked for a code of your authenticator app, or for a backup code.',
  'release-address.intro':
    'It was never confirmed that this address belongs to the account. If you did not make it, somebody else took your address. Then release it: that account is deleted, with all that belongs to it, and you can sign up yourself.',
  'release-address.link': 'Release this address',
  'already-registered.subject': 'You already have an account',
  'already-registered.intro':
    'Somebody tried to register with this address at {site}, where it has an account already. If this was you, log in, or set a new password.',
  'already-registered.link': 'Log in',
  'address-taken.subject': 'This address has an account already',
  'address-taken.intro':
    'Somebody wanted to use this address for another account at {site}. It has an account of its own, so it was not done.',
  'invitation.subject': 'You are invited',
  'invitation.intro':
    'You are invited to make an account at {site}, with this address. The link works for 7 days, once.',
  'invitation.link': 'Create your account',
  'first-password.subject': 'Your account is ready',
  'first-password.intro':
    'The operator of {site} made an account for this address. Choose a password, and log in with it. The link works for 7 days, once.',
  'first-password.link': 'Choose a password',
  'first-password.ended': 'If it has ended, get another one:',
};

/** What owners are told of. */
const notices = {
  'fact.site': 'Site',
  'fact.when': 'When',
  'fact.by': 'By',
  'fact.address': 'Address',
  'fact.browser': 'Browser',
  'fact.operator': 'the operator of this site',
  'browser.on': '{browser} on {system}',
  'browser.unknown': 'an unknown browser',
  'notice.was-you': 'If this was you, there is nothing to do.',
  'notice.was-not-you': 'If it was not: {advice}',
  'notice.unexpected': 'If you did not expect this: {advice}',
  'folded.subject': '{subject}: {count, plural, one {once more} other {# more times}}',
  'folded.intro':
    'This happened {count, plural, one {once more} other {# more times}} since {since}, and we did not mail you each time. Your account at {site} lists it all.',
  'folded.link': 'See what happened',
  'folded.advice': 'If it was not you: {advice}',

  'advice.reset-password': 'Set a new password at once: that ends all sessions.',
  'advice.check-two-factor':
    'Then check that two-factor authentication is on, with your own authenticator app.',
  'advice.they-have-password': 'Somebody knows your password.',
  'advice.they-may-have-password': 'Somebody may know your password.',
  'advice.they-read-mails': 'Somebody can read your mails. Change the password of your mailbox first.',
  'advice.they-have-codes': 'Somebody has your backup codes, and perhaps your password.',
  'advice.ask-operator': 'Ask the operator of this site.',
  'advice.operator-removes-app': 'Then ask the operator of this site to remove the authenticator.',
  'advice.stops-change': 'That also stops the change.',
  'advice.remove-app': 'Remove it in your account.',
  'advice.remove-passkey': 'Remove it in your account.',
  'advice.replace-passkey': 'Remove that passkey in your account, and make a new one.',
  'advice.new-codes': 'And make new backup codes.',
  'advice.backup-code-opens': 'With a backup code that turns the log-in by password on again.',

  'authn_login_new_browser.subject': 'New log-in to your account',
  'authn_login_new_browser.happened':
    'Somebody logged in from a browser that was not seen with your account before.',
  'authn_password_change.subject': 'Your password was changed',
  'authn_password_change.happened': 'Your password was changed, and all other sessions were ended.',
  'authn_password_reset.subject': 'Your password was reset',
  'authn_password_reset.happened':
    'A new password was set with a link that we had mailed, and all sessions were ended.{count, plural, =0 {} other { Your passkeys still log in: {names}.}}',
  'email_change_requested.subject': 'Your e-mail address is about to change',
  'email_change_requested.happened':
    'Somebody who is logged in asked for another address for your account. It changes when the link in the mail to the new address is opened.',
  'email_changed.subject': 'Your e-mail address was changed',
  'email_changed.happened':
    'The address of your account was changed. From now on the new one logs in, and gets the mails.',
  'two_factor_enabled.subject': 'Two-factor authentication is on',
  'two_factor_enabled.happened':
    'Two-factor authentication was turned on, and all other sessions were ended.',
  'two_factor_replaced.subject': 'Your authenticator was replaced',
  'two_factor_replaced.happened':
    'Two-factor authentication was moved to another authenticator app, with new backup codes. The old ones are dead.',
  'authenticator_added.subject': 'An authenticator was added',
  'authenticator_added.happened':
    'An authenticator app was added to your account: {names}. Its codes count as those of the others do. All other sessions were ended.',
  'authenticator_removed.subject': 'An authenticator was removed',
  'authenticator_removed.happened':
    'An authenticator app was removed from your account: {names}. Its codes are dead. All other sessions were ended.',
  'two_factor_disabled.subject': 'Two-factor authentication is off',
  'two_factor_disabled.happened':
    'Two-factor authentication was turned off: the password alone now opens your account.',
  'two_factor_reset_by_operator.subject': 'Two-factor authentication is off',
  'two_factor_reset_by_operator.happened':
    'Two-factor authentication was turned off, and all sessions were ended.{count, plural, =0 {} other { Your passkeys were removed: {names}.}}',
  'backup_code_used.subject': 'A backup code was used',
  'backup_code_used.happened':
    'One of your backup codes was used. {remaining, plural, one {# of them remains} other {# of them remain}}; make new ones before they run out.',
  'backup_codes_regenerated.subject': 'New backup codes were made',
  'backup_codes_regenerated.happened': 'New backup codes were made for your account. The old ones are dead.',
  'passkey_added.subject': 'A passkey was added',
  'passkey_added.happened': 'A passkey was added to your account: {names}. It logs in without a password.',
  'passkey_removed.subject': 'A passkey was removed',
  'passkey_removed.happened':
    'A passkey was removed from your account: {names}. All other sessions were ended.',
  'passkey_counter_regressed.subject': 'A passkey may have been copied',
  'passkey_counter_regressed.happened':
    'One of your passkeys was used, and was refused: it counts its uses, and its count went back. There may be a copy of it.',
  'password_log_in_disabled.subject': 'Your password no longer logs in',
  'password_log_in_disabled.happened':
    'Your account was set to passkeys only: no password and no code logs in to it any more. All other sessions were ended.',
  'password_log_in_enabled.subject': 'Your password logs in again',
  'password_log_in_enabled.happened': 'The log-in by password was turned on again for your account.',
  'authn_second_factor_lock.subject': 'Your second factor is locked',
  'authn_second_factor_lock.happened':
    'There were too many wrong codes after your right password. Codes of your authenticator app are not accepted any more; a backup code or a passkey unlocks them.',
  'authn_second_factor_fail_repeated.subject': 'Wrong codes at your account',
  'authn_second_factor_fail_repeated.happened':
    'Somebody gave wrong codes several times, after your right password, in a session of yours, or with a link that we had mailed.',
  'sessions_revoked_by_operator.subject': 'You were logged out everywhere',
  'sessions_revoked_by_operator.happened': 'All your sessions were ended.',
  'user_disabled.subject': 'Your account was disabled',
  'user_disabled.happened': 'Your account was disabled: nobody can log in to it.',
  'user_enabled.subject': 'Your account was enabled again',
  'user_enabled.happened': 'Your account was enabled again.',
  'user_unlocked.subject': 'Your account was unlocked',
  'user_unlocked.happened': 'What wrong passwords and wrong codes had locked was unlocked.',
  'user_deleted.subject': 'Your account was deleted',
  'user_deleted.happened': 'Your account was deleted, with everything that belonged to it.',
};

export const mails = { ...common, ...notices };
