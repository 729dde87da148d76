import type { MailMessages } from '../languages/mail-texts.js';

/**
 * The browser and the system that a User-Agent names, out of what the parser knows by name: the rest is whatever somebody wrote
 * into it, and stands in no mail.
 */
export async function browserName(userAgent: string, messages: MailMessages): Promise<string> {
  const { default: bowser } = await import('bowser');
  // It throws at an empty one, and makes names of its own for what it does not know.
  const { browser, os } = bowser.parse(userAgent || '-');
  const name = known(bowser.BROWSER_MAP, browser.name);
  const system = known(bowser.OS_MAP, os.name);
  const browserOrNone = name ?? messages.text('browser.unknown');
  return system ? messages.text('browser.on', { browser: browserOrNone, system }) : browserOrNone;
}

function known(names: Record<string, string>, name: string | undefined): string | undefined {
  return Object.values(names).find((candidate) => candidate === name);
}
