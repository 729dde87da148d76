/** Two-factor authentication, authenticator apps, passkeys and backup codes. */
export const factors = {
  'two-factor.title': 'Two-factor authentication',
  'two-factor.on': 'On',
  'two-factor.off': 'Off',
  'two-factor.intro':
    'With an authenticator app on your phone, a stolen password is not enough to get into your account: after it, a code is asked for that only your phone knows.',
  'two-factor.intro.passkey':
    '<strong>Your password alone still logs in.</strong> Turn this on, and after the password a passkey is asked for, or a code from an authenticator app.',
  'two-factor.due':
    '<strong>Your account needs a second factor by {time}.</strong> Turn two-factor authentication on below. After that time nothing else is open to you until it is on.',
  'two-factor.turn-on': 'Turn on',
  'two-factor.turn-on-by-passkey': 'Turn on with a passkey',
  'two-factor.turn-on-by-app': 'Turn on with an app',
  'two-factor.app': 'Authenticator app',
  'two-factor.turned-on': 'Turned on',
  'two-factor.in-use-since': 'In use since {date}',
  'two-factor.passkeys': 'Passkeys',
  'two-factor.backup-codes': 'Backup codes',
  'two-factor.codes-left': '{count, plural, one {# left} other {# left}}',
  'two-factor.few-codes': 'Get new ones before they run out.',
  'two-factor.new-phone': 'New phone',
  'two-factor.set-up-app': 'Set up an authenticator app',
  'two-factor.add-app': 'Add another app',
  'two-factor.new-codes': 'New backup codes',
  'two-factor.turn-off': 'Turn off',

  'set-up.title.turn-on': 'Turn on two-factor authentication',
  'set-up.title.new-phone': 'Set up your new phone',
  'set-up.title.add-app': 'Set up an authenticator app',
  'set-up.title.another-app': 'Set up another authenticator app',
  'set-up.scan.turn-on': 'Scan this with an authenticator app, such as Google Authenticator.',
  'set-up.scan.new-phone':
    'Scan this with an authenticator app, such as Google Authenticator. Your old phone works until you are done here.',
  'set-up.scan.add-app':
    'Scan this with an authenticator app, such as Google Authenticator. If you have one set up already, it works until you are done here. You get new backup codes, too.',
  'set-up.scan.another-app':
    'Scan this with an authenticator app, such as Google Authenticator. Those that you have go on working, and so do your backup codes.',
  'set-up.submit.turn-on': 'Turn on',
  'set-up.submit.new-phone': 'Use this phone',
  'set-up.submit.add-app': 'Use this phone',
  'set-up.submit.another-app': 'Add this app',
  'set-up.on-this-phone': 'On this phone? <link>Open the app</link>',
  'set-up.type-key': 'Or type this key into the app:',
  'set-up.key': 'Key',
  'set-up.qr-code': 'QR code with the key',
  'set-up.new-qr-code': 'New QR code',
  'set-up.default-name': 'New phone',
  'set-up.added': 'Your authenticator app is added.',
  'turn-on-by-passkey.intro':
    'From then on your password is not enough: after it, a passkey is asked for. You get 10 backup codes for the day on which you have no passkey at hand. All other browsers are logged out.',
  'turn-off.title': 'Turn off two-factor authentication',
  'turn-off.intro':
    'After this, your password alone opens your account. Your backup codes stop working, and all other browsers are logged out.',
  'turn-off.intro.passkeys':
    'After this, your password alone opens your account. Your backup codes stop working, and all other browsers are logged out. Your passkeys go on logging you in.',
  'turn-off.submit': 'Turn off',
  'turn-off.done': 'Two-factor authentication is off.',

  'codes.title': 'Backup codes',
  'codes.heading': '{app} backup codes of {email}. Each works once.',
  'codes.intro':
    'If you lose your phone or your passkey, each of these codes stands in for it once. They are not shown again: keep them where you keep important papers, or in a password manager.',
  'codes.download': 'Download',
  'codes.print': 'Print',
  'codes.saved': 'I have saved them',
  'codes.done': 'Done',
  'codes.save': 'Save your backup codes',
  'codes.unsaved':
    '<strong>Did you save your backup codes?</strong> They were shown once. Without them, a lost phone means a lost account.',
  'codes.get-new': 'Get new ones',
  'codes.new': 'New backup codes',
  'codes.new.intro':
    'You get 10 new codes. The old ones stop working, and all other browsers are logged out.',
  'codes.new.submit': 'Get new codes',

  'factor.detail': 'since {since} · used {used}',
  'factor.detail.unused': 'since {since} · never used',
  'factor.rename': 'Rename<hidden> {name}</hidden>',
  'factor.remove': 'Remove<hidden> {name}</hidden>',
  'rename.submit': 'Rename',
  'remove.submit': 'Remove',
  'rename-app.title': 'Rename authenticator app',
  'rename-app.intro': 'A name tells you which one it is. The app itself may show another one.',
  'rename-app.done': 'Your authenticator app has a new name.',
  'remove-app.title': 'Remove this authenticator app?',
  'remove-app.intro':
    '<strong>{name}</strong> shows codes that do not count any more, and all other browsers are logged out. Delete the entry in the app, too.',
  'remove-app.done': 'The authenticator app is removed.',
  'rename-passkey.title': 'Rename passkey',
  'rename-passkey.intro': 'A name tells you which one it is. Your device may show another one.',
  'rename-passkey.done': 'Your passkey has a new name.',
  'remove-passkey.title': 'Remove this passkey?',
  'remove-passkey.intro':
    '<strong>{name}</strong> does not log in any more, and all other browsers are logged out. If your device goes on offering it, delete it there, too.',
  'remove-passkey.done': 'The passkey is removed.',

  'passkeys.title': 'Passkeys',
  'passkeys.intro':
    'Log in with your fingerprint, your face or the PIN of your device. No page can trick you out of a passkey, as it can out of a password or a code.',
  'passkeys.none': 'You have no passkey.',
  'passkeys.synced': 'Synced',
  'passkeys.one-device': 'Only on one device',
  'passkeys.unavailable': 'This browser cannot use passkeys here.',
  'passkeys.add': 'Add a passkey',
  'passkeys.added': 'Your passkey is added.',
  'passkeys.confirm-first': 'Confirm your e-mail address first, then you can add one.',
  'passkeys-only.name': 'Passkeys only',
  'passkeys-only.detail':
    'Then nothing else logs you in: no password, no code. It takes two-factor authentication, and two passkeys or one that is synced.',
  'passkeys-only.detail.on': 'Nothing else logs you in: no password, no code.',
  'passkeys-only.turn-on': 'Use passkeys only',
  'passkeys-only.turn-off': 'Allow the password again',
  'passkeys-only.turn-on.title': 'Use passkeys only?',
  'passkeys-only.turn-on.effect':
    'From then on, your password and the codes of an authenticator app are refused everywhere, as if they were wrong. So nobody gets in with what they guessed, stole, or tricked you out of. All other browsers are logged out.',
  'passkeys-only.turn-on.way-back':
    'If you lose your passkeys, there is one way back: reset your password by mail, and give one of your backup codes. Keep those at hand.',
  'passkeys-only.turned-on': 'From now on only your passkeys log in.',
  'passkeys-only.turn-off.title': 'Allow the password again?',
  'passkeys-only.turn-off.intro': 'Your password logs in again, with a passkey or a code as the second step.',
  'passkeys-only.turn-off.submit': 'Allow the password',
  'passkeys-only.turned-off': 'Your password logs in again.',
};
