// What your own modules may use, and what stays as it is between releases.
export type { Client } from './client/client.decorator.js';
export { FromClient } from './client/client.decorator.js';
export { ApiException } from './errors/api.exception.js';
export type { ErrorCode } from './errors/error-code.js';
export { migrate } from './host/migrate.js';
export { type NewAccount, TwofoldUsers } from './host/twofold-users.service.js';
export { AllowCrossOrigin } from './http/allow-cross-origin.decorator.js';
export { ApiErrors } from './http/api-errors.decorator.js';
export { UuidPipe } from './http/uuid.pipe.js';
export type { AsyncTwofoldOptions } from './options/config.module.js';
export type { TwofoldOptions } from './options/twofold-options.js';
export { type AuthenticationLevel, Authenticated } from './sessions/decorators/authenticated.decorator.js';
export { CurrentSession } from './sessions/decorators/current-session.decorator.js';
export { CurrentUser } from './sessions/decorators/current-user.decorator.js';
export { Public } from './sessions/decorators/public.decorator.js';
export { FreshSessionGuard } from './sessions/guards/fresh-session.guard.js';
export { JwtAuthenticationGuard } from './sessions/guards/jwt-authentication.guard.js';
export { JwtTwoFactorGuard } from './sessions/guards/jwt-two-factor.guard.js';
export { Session } from './sessions/session.entity.js';
export {
  type Rejection,
  type SecondFactorAnswer,
  SecondFactorMethod,
} from './two-factor/second-factor-method.js';
export { AnsweredBy } from './two-factor/second-factor.dto.js';
export { TwofoldModule } from './twofold.module.js';
export type { AccountTransaction } from './users/account-transaction.js';
export type { UserHook } from './users/user-hooks.js';
export { User } from './users/user.entity.js';
