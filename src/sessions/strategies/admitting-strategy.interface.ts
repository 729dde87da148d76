import type { User } from '../../users/user.entity.js';
import type { RequestWithUser } from '../request-with-user.interface.js';
import type { TokenPayload } from '../tokens/token-payload.interface.js';

/** A strategy that can be asked without Passport about a token that Passport has verified before. */
export interface AdmittingStrategy {
  /**
   * Everything that is checked on each request: that the session is alive, and how strongly it is authenticated.
   *
   * @throws NotAuthenticatedException, SecondFactorRequiredException
   */
  admit(request: RequestWithUser, payload: TokenPayload): Promise<User>;
}
