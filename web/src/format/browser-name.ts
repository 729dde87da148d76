import type { TextFunction } from '../language/page-messages';

// Of several that fit, the first is meant: Edge says that it is Chrome, and Chrome that it is Safari.
const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?Chrom(?:e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/.*Safari\//, 'Safari'],
  [/^PostmanRuntime\//, 'Postman'],
  [/^curl\//, 'curl'],
];

const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** "Firefox on Linux". A guess for the eye: anybody can send any `User-Agent`. */
export function browserName(userAgent: string, text: TextFunction): string {
  const browser = find(browsers, userAgent);
  const system = find(systems, userAgent);
  if (!browser) {
    return userAgent.split(/[\s/]/, 1)[0] || text('browser.unknown');
  }
  return system ? text('browser.on', { browser, system }) : browser;
}

function find(names: [RegExp, string][], userAgent: string): string | undefined {
  return names.find(([pattern]) => pattern.test(userAgent))?.[1];
}
