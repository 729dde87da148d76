/**
 * The browser and the system that a User-Agent names, out of what the parser knows by name: the rest is whatever somebody wrote
 * into it, and stands in no mail.
 */
export async function browserName(userAgent: string): Promise<string> {
  const { default: bowser } = await import('bowser');
  // It throws at an empty one, and makes names of its own for what it does not know.
  const { browser, os } = bowser.parse(userAgent || '-');
  const name = known(bowser.BROWSER_MAP, browser.name);
  const system = known(bowser.OS_MAP, os.name);
  return [name ?? 'an unknown browser', ...(system ? [system] : [])].join(' on ');
}

function known(names: Record<string, string>, name: string | undefined): string | undefined {
  return Object.values(names).find((candidate) => candidate === name);
}
