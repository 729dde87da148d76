/** The account screen, but for what is about second factors. */
export const account = {
  'account.title': 'Security',
  'account.intro': 'What keeps your account yours.',
  'account.held-up': 'Set up two-factor authentication',
  'account.held-up.intro':
    'Your account needs a second factor, besides your password. Until it has one, nothing else is open to you.',
  'account.log-out': 'Log out',
  'account.sections': 'Sections',

  'unverified.notice':
    '<strong>Confirm your e-mail address.</strong> It is your way back in when you forget your password.',
  'unverified.send': 'Send the link',
  'unverified.sent': 'A link is on its way to {email}.',
  'continuation.proof': '<strong>{host} wants to know that it is you.</strong> Then it goes on there.',
  'continuation.confirm': 'Confirm and go on',
  'continuation.ready': '<strong>Two-factor authentication is on.</strong> That is all that {host} asks for.',
  'continuation.go-on': 'Go on to {host}',
  'continuation.two-factor':
    '<strong>{host} asks for two-factor authentication.</strong> Turn it on below, then go on there.',

  'details.title': 'Log-in details',
  'details.confirmed': 'Confirmed',
  'details.change-email': 'Change<hidden> e-mail address</hidden>',
  'details.change-password': 'Change<hidden> password</hidden>',
  'details.password': 'Only you know it: the server keeps a hash.',
  'details.password.off': 'Does not log in: your account takes passkeys only.',
  'change-email.title': 'Change e-mail address',
  'change-email.intro':
    'We send a link to the new address. The change takes effect when you open it; both addresses are told.',
  'change-email.submit': 'Send the link',
  'change-email.done': 'Open the link that we sent to {email}. Until then nothing changes.',
  'change-password.title': 'Change password',
  'change-password.intro': 'All other browsers are logged out.',
  'change-password.submit': 'Change password',
  'change-password.wrong': 'The current password is wrong.',
  'change-password.done': 'Your password is changed.',

  'sessions.title': 'Where you are logged in',
  'sessions.intro': 'Something you do not know? Log it out, then change your password.',
  'sessions.current': 'This browser',
  'sessions.detail': '{ip} · since {since}',
  'sessions.detail.other': '{ip} · since {since} · active {active}',
  'sessions.log-out': 'Log out<hidden> {browser}</hidden>',
  'sessions.logged-out': '{browser} is logged out.',
  'sessions.log-out-others': 'Log out all others',
  'sessions.others-logged-out': 'All other browsers are logged out.',

  'trusted.title': 'Trusted browsers',
  'trusted.intro': 'They are not asked for a code when you log in.',
  'trusted.none': 'No browser is trusted.',
  'trusted.detail': '{ip} · used {used} · until {until}',
  'trusted.revoke': 'Stop trusting<hidden> {browser}</hidden>',
  'trusted.revoked': '{browser} is asked for a code from now on.',

  'activity.title': 'Recent activity',
  'activity.operator': 'the operator of this site',
  'activity.more': 'Show more',

  'deletion.title': 'Delete account',
  'deletion.intro': 'Your account and all that belongs to it, for good.',
  'deletion.start': 'Delete account',
  'deletion.question': 'Delete your account?',
  'deletion.warning':
    'The account of <strong>{email}</strong> and all that belongs to it is gone at once. Nobody can bring it back.',
  'deletion.submit': 'Delete for good',

  'step-up.title': 'Confirm that it is you',
  'step-up.intro': 'What you are about to do needs more than being logged in. This holds for 5 minutes.',
  'step-up.submit': 'Confirm',
  'password.wrong': 'The password is wrong.',
};
