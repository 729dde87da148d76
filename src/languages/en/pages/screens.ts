/** The screens before there is an account to show. */
export const screens = {
  'log-in': 'Log in',
  'log-in.intro': 'Welcome back to {app}.',
  'log-in.intro.continuation': 'To go on to {host}.',
  'log-in.new-here': 'New here? <link>Create an account</link>',
  'log-in.stay': 'Stay logged in',
  'log-in.forgot': 'Forgot password?',
  'log-in.or': 'or',
  'log-in.by-passkey': 'Log in with a passkey',
  'log-in.back': 'Back to log-in',
  'log-in.session-over': 'You have been logged out. Log in again to go on.',
  'log-in.too-many-wrong':
    'Five codes in a row were wrong, so this log-in was ended. Log in again, and wait for a new code.',
  'log-in.account-deleted': 'Your account is deleted.',
  'other-user':
    'Somebody else has logged in here in the meantime. This is the account of {email}; nothing was done to it.',

  'second-factor': 'Enter your code',
  'second-factor.intro.totp':
    'Open your authenticator app and type the 6 digits that it shows for this account.',
  'second-factor.intro.backup-code': 'Type one of the backup codes that you saved.',
  'second-factor.passkey': 'Use your passkey',
  'second-factor.intro.passkey': 'Your password was right. The second step is the passkey of this account.',
  'second-factor.other-account': 'Use another account',
  'second-factor.trust': 'Trust this browser',
  'second-factor.trust.hint':
    'Ask for no second step here for {days, plural, one {# day} other {# days}}. Not on a computer that others use.',
  'second-factor.backup-code-used':
    'Backup code used. You have {count, plural, one {# left} other {# left}}.',

  'sign-up': 'Create an account',
  'sign-up.submit': 'Create account',
  'sign-up.intro': 'An e-mail address and a good password are all it takes.',
  'sign-up.intro.invite': 'Accounts here are by invitation. Open the link in its mail.',
  'sign-up.done': 'Your account is ready.',
  'sign-up.have-account': 'Have an account? <link>Log in</link>',
  'sign-up.invited': 'You are invited',
  'sign-up.invited.intro': 'Give the address that the invitation was mailed to, and a good password.',
  'sign-up.invitation': 'Code from the invitation',
  'sign-up.invitation.hint': 'Or copy the long code below the link, and paste it here.',
  'sign-up.closed': 'Nobody can sign up here',
  'sign-up.closed.intro': 'Accounts are made by the operator of this site. Ask there for one.',
  'sign-up.mailed': 'Check your mail',
  'sign-up.mailed.intro': 'We sent a message to <strong>{email}</strong>. Open the link in it, then log in.',
  'sign-up.mailed.done': 'Done? <link>Log in</link>',

  'reset.ask': 'Reset your password',
  'reset.ask.intro': 'Tell us your e-mail address, and we send you a link to choose a new password.',
  'reset.ask.submit': 'Send the link',
  'reset.mailed': 'Check your mail',
  'reset.mailed.intro':
    'If there is an account for <strong>{email}</strong>, a link to choose a new password is on its way. It works for 10 minutes.',
  'reset.dead-link': 'This link does not work any more',
  'reset.another-link': 'Send me another link',
  'reset.choose': 'Choose a new password',
  'reset.choose.intro': 'You will be logged out in all browsers.',
  'reset.choose.submit': 'Change password',
  'reset.second-factor': 'Your account has two-factor authentication on: give a code, too, or use a passkey.',
  'reset.done': 'Your password is changed',
  'reset.done.intro': 'You have been logged out everywhere. Log in with your new password.',

  verify: 'Confirm your e-mail address',
  'verify.intro': 'One click, and we know that this address is yours.',
  'verify.submit': 'Confirm my address',
  'verify.done': 'Address confirmed',
  'verify.done.intro': 'Thank you. Your e-mail address is confirmed.',

  release: 'Release your address',
  'release.intro':
    'Somebody made an account with your e-mail address, and never confirmed that it is theirs. This deletes that account for good, with all that belongs to it. Do it only if you did not make it yourself.',
  'release.submit': 'Delete that account',
  'release.done': 'Your address is free',
  'release.done.intro': 'The account that had it is deleted. Now you can sign up yourself.',

  trouble: 'Something went wrong in this page',
  'trouble.intro':
    'It is a fault of ours. What you did before is done; load the page again to see how things are.',
  'trouble.reload': 'Load again',
  unreachable: 'The server does not answer',
  'unreachable.intro': '{reason} Nothing is lost.',
  'unreachable.retry': 'Try again',
};
