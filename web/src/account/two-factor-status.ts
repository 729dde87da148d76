import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import type { Methods, User } from '../session/session.context';

export type TwoFactorStatus = components['schemas']['TwoFactorStatusResponse'] & {
  /** How many the account has; they log in whether two-factor authentication is on or off. */
  passkeys: number;
  methods?: Methods;
};

export async function fetchTwoFactorStatus(): Promise<TwoFactorStatus> {
  const [status, { passkeys }] = await Promise.all([fetchStatus(), fetchPasskeys()]);
  return { ...status, passkeys: passkeys.length };
}

export const fetchPasskeys = () => answerOf(api.GET('/passkeys'));

const fetchStatus = () => answerOf(api.GET('/2fa'));

/** How the owner proves a second factor, the usual one first. */
export function methodsOf(status: TwoFactorStatus, { isPasswordLogInEnabled }: User): Methods {
  if (!isPasswordLogInEnabled) {
    return ['passkey'];
  }
  return status.methods ?? [...(status.passkeys > 0 ? ['passkey' as const] : []), 'totp', 'backup-code'];
}

/** Undefined where there is no telling: without a passkey there must be one, and with one there may. */
export function hasAuthenticatorApp({ methods, passkeys }: TwoFactorStatus): boolean | undefined {
  return methods?.includes('totp') ?? (passkeys === 0 ? true : undefined);
}
