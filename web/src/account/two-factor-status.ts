import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import type { Methods, User } from '../session/session.context';

export type TwoFactorStatus = components['schemas']['TwoFactorStatusResponse'] & {
  methods?: Methods;
};

export const fetchTwoFactorStatus = (): Promise<TwoFactorStatus> => answerOf(api.GET('/2fa'));

export const fetchPasskeys = () => answerOf(api.GET('/passkeys'));

/** How the owner proves a second factor, the usual one first. */
export function methodsOf(status: TwoFactorStatus, { isPasswordLogInEnabled }: User): Methods {
  if (!isPasswordLogInEnabled) {
    return ['passkey'];
  }
  return status.methods ?? [...(status.passkeys > 0 ? ['passkey' as const] : []), 'totp', 'backup-code'];
}
