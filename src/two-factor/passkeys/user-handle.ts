/** Of a user, as authenticators keep it: the 16 bytes of the random id, base64url (WebAuthn Level 3 section 14.6.1). */
export function userHandleOf(userId: string): string {
  return Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url');
}
