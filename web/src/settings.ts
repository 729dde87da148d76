/** What the server says of its configuration, in `<meta>` of the page; the defaults are for `vite dev`. */
export const settings = {
  appName: read('app-name') ?? 'Twofold',
  /** Path of the operator's own. */
  logo: read('logo'),
  passwordMinLength: Number(read('password-min-length') ?? 15),
  /** Who may sign up: everybody, the invited, or nobody. */
  registration: read('registration') ?? 'open',
  /** Where help is, if anywhere. */
  supportUrl: read('support-url'),
  trustedDeviceDays: Math.round(Number(read('trusted-device-lifetime') ?? 2_592_000) / 86_400),
};

function read(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
}
