import type { CDPSession, Page } from 'playwright-core';

type Happening = 'WebAuthn.credentialAdded' | 'WebAuthn.credentialAsserted';

/**
 * The part of a phone or a computer that keeps passkeys, for the one page that it is plugged into. It answers what is asked for
 * while it is touched, and leaves everything else waiting, as a person would.
 */
export class PasskeyDevice {
  private constructor(
    private readonly page: Page,
    private readonly cdp: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /** @param isSynced whether its passkeys are copied to other devices. */
  static async pluggedInto(page: Page, { isSynced = false } = {}): Promise<PasskeyDevice> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: false,
        defaultBackupEligibility: isSynced,
        defaultBackupState: isSynced,
      },
    });
    await page.addInitScript(noteRequests);
    return new PasskeyDevice(page, cdp, authenticatorId);
  }

  /** Touched while a passkey is made. */
  create(action: () => Promise<unknown>): Promise<void> {
    return this.touch('WebAuthn.credentialAdded', action);
  }

  /** Touched while a passkey is asked for. */
  use(action: () => Promise<unknown>): Promise<void> {
    return this.touch('WebAuthn.credentialAsserted', action);
  }

  /** Until the page has passkeys offered in a field, which are left alone there, and takes a click for another request. */
  async offered(): Promise<void> {
    await this.asked('conditional');
  }

  /** Until the page asks for a passkey in this way (its `mediation`), or, where that is '', for none. */
  async asked(mediation: string): Promise<void> {
    await this.page.waitForFunction(
      (expected) => document.documentElement.dataset['asked'] === expected,
      mediation,
    );
  }

  /** Held by somebody else from now on, or by its owner again. */
  async recognise(isOwner: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setUserVerified', {
      authenticatorId: this.authenticatorId,
      isUserVerified: isOwner,
    });
  }

  async setPresence(enabled: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: this.authenticatorId,
      enabled,
    });
  }

  async passkeys() {
    const { authenticatorId } = this;
    return (await this.cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  }

  private async touch(happening: Happening, action: () => Promise<unknown>): Promise<void> {
    const done = new Promise<void>((resolve) => {
      this.cdp.once(happening, () => resolve());
    });
    await this.setPresence(true);
    await action();
    await done;
    await this.setPresence(false);
  }
}

/** In the page: what is being asked for stands in the document, where a test sees it. */
function noteRequests(): void {
  // Not there without https, and not in a blank page.
  const credentials = navigator.credentials as CredentialsContainer | undefined;
  const get = credentials?.get.bind(credentials);
  if (!credentials || !get) {
    return;
  }
  let latest: Promise<unknown> | undefined;
  credentials.get = (options) => {
    const { dataset } = document.documentElement;
    const request = get(options);
    latest = request;
    dataset['asked'] = options?.mediation ?? 'optional';
    return request.finally(() => {
      if (latest === request) {
        dataset['asked'] = '';
      }
    });
  };
}
