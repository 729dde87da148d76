import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '../../http/documentation.js';
import type { AccountTransaction } from '../../users/account-transaction.js';
import { type Rejection, type SecondFactorAnswer, SecondFactorMethod } from '../second-factor-method.js';
import { AnsweredBy } from '../second-factor.dto.js';
import { AssertionsService, type PasskeyProof } from './assertions.service.js';
import { CredentialVerifier } from './credential-verifier.service.js';
import { type AssertionJson, IsAssertion } from './credential.dto.js';
import { Passkey } from './passkey.entity.js';
import { WrongPasskeyException } from './passkey.exceptions.js';
import { PasskeysService } from './passkeys.service.js';

/** Signatures of a passkey: nothing to guess, nothing to phish (NIST SP 800-63B-4 section 3.2.5). */
@Injectable()
@AnsweredBy('passkey', [
  ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description:
      '`AuthenticationResponseJSON`: what `navigator.credentials.get` made of `POST /authentication/passkey/options`.',
  }),
  IsAssertion(),
])
export class PasskeyMethod extends SecondFactorMethod<Passkey[], PasskeyProof> {
  readonly name = 'passkey';
  /** Possession of a key, and the verification of its user (RFC 8176); nothing proves that it is in hardware. */
  readonly amr = ['pop', 'user'];
  override readonly rank = 1;
  override readonly isGuessable = false;
  override readonly provesAllFactors = true;

  constructor(
    private readonly passkeys: PasskeysService,
    private readonly assertions: AssertionsService,
    private readonly verifier: CredentialVerifier,
  ) {
    super();
  }

  async isSetUp(tx: AccountTransaction): Promise<boolean> {
    return (await this.passkeys.usable(tx)).length > 0;
  }

  load(tx: AccountTransaction): Promise<Passkey[]> {
    return this.passkeys.usable(tx);
  }

  /** Whatever is refused after this has used its challenge up. */
  override async admit({
    value,
    challengeBinding,
  }: Omit<SecondFactorAnswer, 'material'>): Promise<Rejection | undefined> {
    const assertion = value as AssertionJson;
    return (await this.verifier.burnChallenge('assertion', assertion, challengeBinding))
      ? undefined
      : { refusal: 'authn_passkey_fail' };
  }

  check({ value, material }: SecondFactorAnswer<Passkey[]>): Promise<PasskeyProof | Rejection> {
    const assertion = value as AssertionJson;
    const passkey = material.find(({ credentialId }) => credentialId.toString('base64url') === assertion.id);
    return this.assertions.check(assertion, passkey, { isOwnerKnown: true });
  }

  consume(tx: AccountTransaction, proof: PasskeyProof): Promise<boolean> {
    return this.assertions.consume(tx, proof);
  }

  override refuse(): Error {
    return new WrongPasskeyException();
  }

  removeAll(tx: AccountTransaction): Promise<void> {
    return this.passkeys.removeAll(tx);
  }
}
