/** What to do about each error of the API (`errorCode`), and about each rule that a value broke. */
export const errors = {
  'error.VALIDATION_FAILED': 'Something in this form is not right.',
  'error.NOT_AUTHENTICATED': 'You are logged out. Log in again.',
  'error.WRONG_CREDENTIALS': 'The e-mail address or the password is wrong. Check both and try again.',
  'error.SECOND_FACTOR_REQUIRED': 'Your account has two-factor authentication on. Give a code, too.',
  'error.WRONG_TWO_FACTOR_CODE':
    'This code is wrong, or was used before. Each code works once: wait for the next one and try again.',
  'error.WRONG_PASSKEY':
    'This passkey was not accepted. Take one of this account, and try again: after a while without an answer the page has to ask anew.',
  'error.UNKNOWN_PASSKEY':
    'This passkey opens nothing here any more: it was removed from its account. Use another one, or log in with your password.',
  'error.REAUTHENTICATION_REQUIRED': 'Nothing was changed, because you did not confirm that it is you.',
  'error.INVALID_TOKEN': 'This link is used, too old, or not complete. Ask for a new one.',
  'error.CROSS_ORIGIN_REQUEST':
    'This page may not talk to the server. Open it at its own address and try again.',
  'error.UNTRUSTED_PROXY': 'This is for the reverse proxy only.',
  'error.UNKNOWN_HOST': 'This address is not among those that are protected here.',
  'error.GROUP_REQUIRED': 'Your account may not open this. Ask who runs it for access.',
  'error.EMAIL_NOT_VERIFIED':
    'Open the link in the mail that we sent you first. If it is lost, reset your password: that proves the address, too.',
  'error.REGISTRATION_CLOSED': 'Nobody can sign up here. Ask the operator of this site for an account.',
  'error.INVITATION_REQUIRED':
    'Sign up by the link in your invitation, or ask the operator of this site for one.',
  'error.TWO_FACTOR_LOCKED':
    'There were too many wrong codes. Use one of your backup codes, or ask the operator to unlock your account.',
  'error.TWO_FACTOR_ENROLMENT_REQUIRED':
    'Your account needs a second factor. Turn two-factor authentication on first; then everything is open again.',
  'error.TWO_FACTOR_REQUIRED_BY_POLICY':
    'Your account must have two-factor authentication, so it stays on. You can replace your second factor by another one.',
  'error.NOT_FOUND': 'It is not there any more.',
  'error.EMAIL_TAKEN': 'There is an account with this e-mail address. Log in, or reset its password.',
  'error.SECOND_FACTOR_ALREADY_PROVED': 'You are logged in already. Reload the page.',
  'error.OTHER_USER': 'Somebody else has logged in here in the meantime. Nothing was done.',
  'error.TWO_FACTOR_NOT_ENABLED': 'Two-factor authentication is off already.',
  'error.NO_PENDING_TWO_FACTOR_SECRET':
    'This QR code is over 10 minutes old, or too many codes were tried with it. Get a new one and scan that.',
  'error.PASSKEY_EXISTS': 'This device has a passkey of your account already. Add one on another device.',
  'error.TOO_MANY_AUTHENTICATORS':
    'You have 3 authenticator apps, which is all there can be. Remove one first.',
  'error.TOO_MANY_PASSKEYS':
    'You have 20 passkeys, which is the most. Remove one that you do not need first.',
  'error.LAST_SECOND_FACTOR':
    'This passkey is your only second factor. Add another passkey or an authenticator app first, or turn two-factor authentication off.',
  'error.NOT_ENOUGH_PASSKEYS':
    'Passkeys only takes two-factor authentication, a backup code that is left, and two passkeys or one that is synced.',
  'error.PASSKEYS_UNAVAILABLE':
    'There are no passkeys on this site, since its address is a number. Use a password.',
  'error.PAYLOAD_TOO_LARGE': 'That is too long.',
  'error.UNSUPPORTED_MEDIA_TYPE': 'This page is out of date. Reload it and try again.',
  'error.TOO_MANY_ATTEMPTS': 'Too many attempts.',
  'error.INTERNAL_ERROR': 'Something went wrong on our side. Try again later.',
  'error.SERVICE_UNAVAILABLE': 'The server is busy or not there. Try again in a moment.',
  'error.OFFLINE': 'The server cannot be reached. Check your connection and try again.',
  'error.TIMEOUT': 'The server took too long to answer. Check your connection and try again.',
  'error.NO_COOKIES':
    'Your browser does not keep the cookies of this site, so you cannot stay logged in. Allow them and log in again.',
  'error.NO_HTTPS':
    'This page was opened without https, so your browser does not keep you logged in. Open it at its https address.',
  'error.PASSKEY_CANCELLED': 'No passkey was used: the request was cancelled, or took too long. Try again.',
  'error.PASSKEY_FAILED': 'Your browser cannot use a passkey here. Use another browser, or another way.',
  'error.backup-code':
    'This backup code is wrong, or was used before. Each works once: compare it with your list, or try the next one.',
  'error.clock.past':
    'This code was right {seconds, plural, one {# second} other {# seconds}} ago. If it is the newest one, the clock of your phone is slow or ours is fast: let your phone set its time by itself, or tell the operator.',
  'error.clock.coming':
    'This code will be right in {seconds, plural, one {# second} other {# seconds}}: the clock of your phone is fast or ours is slow. Let your phone set its time by itself, or tell the operator.',

  'rule.malformed': 'This is not what is asked for here.',
  'rule.unknown-property': 'This page is out of date. Reload it and try again.',
  'rule.too-many-answers': 'Give one answer only.',
  'rule.not-a-string': 'Fill this in.',
  'rule.not-a-boolean': 'Say yes or no.',
  'rule.not-an-integer': 'Give a whole number.',
  'rule.empty': 'Fill this in.',
  'rule.too-short':
    'Use at least {count, plural, one {# character} other {# characters}}. Several random words make a good password.',
  'rule.too-long': 'That is too long.',
  'rule.too-small': 'That is too small.',
  'rule.too-large': 'That is too large.',
  'rule.not-an-email-address': 'This is no e-mail address. Check it and try again.',
  'rule.not-six-digits': 'A code has 6 digits.',
  'rule.not-a-credential': 'Your browser cannot use a passkey here. Use another browser, or another way.',
  'rule.not-a-name': 'A name has 1 to 64 characters.',
  'rule.not-unicode': 'There is a character in it that is none. Type it again.',
  'rule.too-common': 'Too common or too easy to guess. Several random words make a good password.',
  'rule.contains-email':
    'Too easy to guess for who knows your e-mail address. Several random words make a good password.',
  'rule.contains-service-name':
    'Too easy to guess for who knows this site. Several random words make a good password.',
  'rule.breached': 'Known from a data breach. Several random words make a good password.',
  'rule.unchanged': 'This is the same as before. Give another one.',
  'rule.other-address': 'The invitation was mailed to another address. Use that one.',
};
