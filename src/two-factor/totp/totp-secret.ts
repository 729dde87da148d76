/** The `additional authenticated data` that ties a secret that waits to be confirmed to its user. */
export function totpSecretContext(userId: string): string {
  return `totp:${userId}`;
}

/**
 * The same of an authenticator, which is tied to its row as well. The first one of an account has the id of its user, so what 0.1.0
 * has encrypted is right still.
 */
export function authenticatorContext({ id, userId }: { id: string; userId: string }): string {
  return totpSecretContext(id === userId ? userId : `${userId}:${id}`);
}
