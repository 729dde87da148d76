/** What the server says of its configuration, in `<meta>` of the page; the defaults are for `vite dev`. */
export const settings = {
  appName: read('app-name') ?? 'Twofold',
  passwordMinLength: Number(read('password-min-length') ?? 15),
  trustedDeviceDays: Math.round(Number(read('trusted-device-lifetime') ?? 2_592_000) / 86_400),
};

function read(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
}
