import type { sendSignal } from '@simplewebauthn/browser';
import type { components } from '../api/schema';
import { fetchRequestOptions } from './ask-for-passkey';
import { hasWebAuthn, loadWebAuthn } from './web-authn';

type Signal = Parameters<typeof sendSignal>[0];
type Passkeys = components['schemas']['PasskeysResponse'];

const methods: Record<Signal['signalName'], string> = {
  unknownCredential: 'signalUnknownCredential',
  allAcceptedCredentials: 'signalAllAcceptedCredentials',
  currentUserDetails: 'signalCurrentUserDetails',
};

/** Browsers show no passkey that is gone, and each with the address that the account has now. */
export async function signalPasskeys({ rpId, userId, passkeys }: Passkeys, email: string): Promise<void> {
  const allAcceptedCredentialIDs = passkeys.map(({ credentialId }) => credentialId);
  await send({
    signalName: 'allAcceptedCredentials',
    rpID: rpId,
    userID: userId,
    allAcceptedCredentialIDs,
  });
  await send({
    signalName: 'currentUserDetails',
    rpID: rpId,
    userID: userId,
    userName: email,
    userDisplayName: email,
  });
}

/** Only for a passkey of which the server says that it knows none such: the browser may delete it. */
export async function signalUnknownPasskey(credentialID: string): Promise<void> {
  // Answered like every time, it says what passkeys of this site are for.
  const options = await fetchRequestOptions().catch(() => undefined);
  if (options?.rpId) {
    await send({ signalName: 'unknownCredential', rpID: options.rpId, credentialID });
  }
}

/** For what it is worth: a browser that cannot, or does not want to, is no matter for anybody. */
async function send(signal: Signal): Promise<void> {
  if (!hasWebAuthn() || !(methods[signal.signalName] in window.PublicKeyCredential)) {
    return;
  }
  try {
    await (await loadWebAuthn()).sendSignal(signal);
  } catch {
    // Nothing depends on it.
  }
}
