/** Where only mails lead, with a token. */
const mailedPagePaths = ['/reset-password/mailed', '/verify-email', '/release-address'] as const;

/** Where the account pages are: one document, whose script shows the screen of the path. No API route has these paths. */
export const pagePaths = ['/', '/sign-up', '/reset-password', ...mailedPagePaths] as const;

export type MailedPagePath = (typeof mailedPagePaths)[number];

/** Opens the form; password managers find it by https://www.w3.org/TR/change-password-url/. */
export const changePasswordPath = '/#change-password';

export function isPagePath(url: string): boolean {
  const [path] = url.split(/[?#]/, 1);
  return (pagePaths as readonly (string | undefined)[]).includes(path);
}

/** What answers on hosts that are not ours, or what their proxies pass on. */
export function isForForeignHosts(url: string): boolean {
  return url.startsWith('/.twofold/') || /^\/forward-auth(?:\/nginx)?(?:[?#]|$)/.test(url);
}
