/** The `additional authenticated data` that ties the secret of an authenticator app to its user. */
export function totpSecretContext(userId: string): string {
  return `totp:${userId}`;
}
