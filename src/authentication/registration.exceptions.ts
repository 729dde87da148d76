import { ApiException } from '../errors/api.exception.js';
import type { Environment } from '../options/environment.js';

class RegistrationClosedException extends ApiException {
  constructor() {
    super('REGISTRATION_CLOSED', 'Nobody can sign up here. Ask the operator of this site for an account.');
  }
}

class InvitationRequiredException extends ApiException {
  constructor() {
    super(
      'INVITATION_REQUIRED',
      'Sign up by the link in your invitation, or ask the operator of this site for one.',
    );
  }
}

/**
 * Turns away who may not make an account.
 *
 * @throws RegistrationClosedException; InvitationRequiredException
 */
export function refuseUninvited(
  { REGISTRATION }: Pick<Environment, 'REGISTRATION'>,
  invitation: string | undefined,
): void {
  if (REGISTRATION === 'closed') {
    throw new RegistrationClosedException();
  }
  if (REGISTRATION === 'invite' && invitation === undefined) {
    throw new InvitationRequiredException();
  }
}
