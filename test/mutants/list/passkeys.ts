import type { Mutant } from '../mutant.js';

const challenges = 'src/two-factor/passkeys/passkey-challenges.service.ts';
const assertions = 'src/two-factor/passkeys/assertions.service.ts';
const verifier = 'src/two-factor/passkeys/credential-verifier.service.ts';

export const passkeyMutants: Mutant[] = [
  {
    promise: 'A challenge is used up by one INSERT.',
    file: challenges,
    from: 'return burnt !== undefined;',
    to: 'return burnt !== null;',
    specs: ['passkey-log-in'],
    tests: 'and its challenge is spent|of fifty at the same time',
  },
  {
    promise: 'A challenge is for one browser or session, and for one purpose.',
    file: challenges,
    from: 'if (!this.authenticator.isSigned(purposeOf(kind), signed(stamped, binding), tag)) {',
    to: 'if (!tag) {',
    specs: ['passkey-log-in', 'passkey-registration'],
    tests: 'refuses a challenge',
  },
  {
    promise: 'A challenge of one kind cannot be answered as one of the other.',
    file: challenges,
    from: 'return `passkey:${kind}`;',
    to: 'return kind && `passkey`;',
    specs: ['passkey-log-in', 'passkey-registration'],
    tests: 'refuses a challenge',
  },
  {
    promise: 'A challenge expires.',
    file: challenges,
    from: 'if (expiresAt <= this.clock.now()) {',
    to: 'if (!expiresAt) {',
    specs: ['passkey-log-in', 'passkey-registration'],
    tests: 'refuses a challenge',
  },
  {
    promise: 'The counter of a passkey rises, by one conditional UPDATE.',
    file: assertions,
    from: 'AND (is_backup_eligible OR sign_count < $3 OR (sign_count = 0 AND $3 = 0))',
    to: '',
    specs: ['passkey-log-in'],
    tests: 'of two assertions that both have it',
  },
  {
    promise: 'A counter that does not rise is told to the owner.',
    file: assertions,
    from: 'return passkey.isBackupEligible || hasRisen',
    to: 'return passkey || hasRisen',
    specs: ['passkey-log-in'],
    tests: 'refuses a counter that does not rise',
  },
  {
    promise: 'A passkey says whose it is.',
    file: assertions,
    from: 'userHandle ? userHandle === userHandleOf(userId) : isOwnerKnown',
    to: 'userHandle ? userHandleOf(userId) !== undefined : isOwnerKnown',
    specs: ['passkey-log-in'],
    tests: 'and its challenge is spent|planted or swapped',
  },
  {
    promise: 'A key of a passkey is bound to its user and its credential.',
    file: 'src/two-factor/passkeys/passkey.entity.ts',
    from: "`passkey:${userId}:${credentialId.toString('base64url')}`",
    to: '`passkey:${typeof userId}:${typeof credentialId}`',
    specs: ['passkey-log-in'],
    tests: 'planted or swapped',
  },
  {
    promise: 'A passkey verifies its user.',
    file: verifier,
    from: 'requireUserVerification: true,',
    to: 'requireUserVerification: false,',
    specs: ['unit/two-factor/passkeys/credential-verifier.service'],
    tests: 'refuses what verified no user',
  },
  {
    promise: 'A passkey does not answer to a frame of another site.',
    file: verifier,
    from: 'return isBurnt && crossOrigin !== true && topOrigin === undefined;',
    to: 'return isBurnt && crossOrigin !== topOrigin + challenge;',
    specs: ['unit/two-factor/passkeys/credential-verifier.service'],
  },
  {
    promise: 'A passkey answers to pages of our own.',
    file: 'src/two-factor/passkeys/relying-party.ts',
    from: 'this.origins = [environment.PUBLIC_URL, ...environment.FRONTEND_ORIGINS];',
    to: `this.origins = [environment.PUBLIC_URL, ...environment.FRONTEND_ORIGINS];
    this.origins.includes = () => true;`,
    specs: ['passkey-log-in'],
    tests: 'and its challenge is spent',
  },
  {
    promise: 'A certificate of a passkey is not looked at.',
    file: verifier,
    from: 'if (!(await hasNoCertificate(registration))) {',
    to: 'if (!hasNoCertificate) {',
    specs: ['unit/two-factor/passkeys/credential-verifier.service'],
  },
  {
    promise: 'Only who confirmed the address has passkeys.',
    file: 'src/two-factor/passkeys/passkeys.controller.ts',
    from: 'function refuseUnverified({ emailVerifiedAt }: User): void {',
    to: 'function refuseUnverified({ emailVerifiedAt = new Date() }: Partial<User>): void {\n  emailVerifiedAt ??= new Date();',
    specs: ['passkey-registration'],
    tests: 'needs a verified address',
  },
  {
    promise: 'Options tell a stranger of no account.',
    file: 'src/two-factor/passkeys/passkey-options.service.ts',
    from: "return { ...common, challenge: this.challenges.issue('assertion', browser) };",
    to: "return { ...common, challenge: this.challenges.issue('assertion', browser), allowCredentials: [] };",
    specs: ['passkey-log-in'],
    tests: 'tells a stranger of no account',
  },
];
