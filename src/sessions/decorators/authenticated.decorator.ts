import { applyDecorators, type CanActivate, type Type, UseGuards } from '@nestjs/common';
import type { ErrorCode } from '../../errors/error-code.js';
import { ApiErrors } from '../../http/api-errors.decorator.js';
import { ApiCookieAuth } from '../../http/documentation.js';
import { EnrolmentGuard } from '../guards/enrolment.guard.js';
import { FreshSessionGuard } from '../guards/fresh-session.guard.js';
import { JwtAuthenticationGuard } from '../guards/jwt-authentication.guard.js';
import { JwtTwoFactorGuard } from '../guards/jwt-two-factor.guard.js';

/**
 * How strongly a request must be authenticated:
 * - `first factor`: the password was right, or a passkey; a pending log-in passes.
 * - `two factors`: and so was a second factor, if the account has two-factor authentication on.
 * - `fresh`: and all of it within the last five minutes.
 * - `enrolment`, `fresh enrolment`: as the two before, and also who must turn two-factor authentication on before anything else
 *   (`TWO_FACTOR_POLICY`). For what leads there; whatever does not say so is closed to them.
 */
export type AuthenticationLevel = 'first factor' | 'two factors' | 'fresh' | 'enrolment' | 'fresh enrolment';

const guards: Record<AuthenticationLevel, Type<CanActivate>[]> = {
  'first factor': [JwtAuthenticationGuard],
  'two factors': [JwtTwoFactorGuard],
  fresh: [JwtTwoFactorGuard, FreshSessionGuard],
  enrolment: [EnrolmentGuard],
  'fresh enrolment': [EnrolmentGuard, FreshSessionGuard],
};

const ofTwoFactors: ErrorCode[] = ['NOT_AUTHENTICATED', 'SECOND_FACTOR_REQUIRED'];

const errors: Record<AuthenticationLevel, ErrorCode[]> = {
  'first factor': ['NOT_AUTHENTICATED'],
  'two factors': [...ofTwoFactors, 'TWO_FACTOR_ENROLMENT_REQUIRED'],
  fresh: [...ofTwoFactors, 'TWO_FACTOR_ENROLMENT_REQUIRED', 'REAUTHENTICATION_REQUIRED'],
  enrolment: ofTwoFactors,
  'fresh enrolment': [...ofTwoFactors, 'REAUTHENTICATION_REQUIRED'],
};

/** Protects a controller or a handler, and says so in the OpenAPI document. */
export function Authenticated(level: AuthenticationLevel = 'two factors'): MethodDecorator & ClassDecorator {
  return applyDecorators(
    UseGuards(...guards[level]),
    ApiCookieAuth('Authentication'),
    ApiErrors(...errors[level]),
  );
}
