import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml } from '../http/escape-html.js';
import { type DocumentTexts, inEachLanguage } from '../languages/document-texts.js';
import type { Language } from '../languages/languages.js';
import type { Environment } from '../options/environment.js';
import { type Asset, readAssets } from './assets.js';
import { brandAssets, type BrandAssets } from './brand-assets.js';

/** What `vite build web` wrote. */
const PAGES = join(import.meta.dirname, '../web');

const DOCUMENT = join(PAGES, 'index.html');

export interface AccountPages {
  /** The one document of all account pages, which knows how this server is configured. */
  document: string;
  /** The same for an `Accept-Language`: what stands in it until, or unless, a script runs. */
  documentFor: (acceptLanguage: string | undefined) => string;
  /** What stands at the top of a page that no script makes; '' where there is no logo of the operator's. */
  header: string;
  /** What the document names, by path. */
  assets: Map<string, Asset>;
}

export function arePagesBuilt(): boolean {
  return existsSync(DOCUMENT);
}

/** @returns undefined where none were built. */
export function readPages(environment: Environment): AccountPages | undefined {
  if (!arePagesBuilt()) {
    return undefined;
  }
  const brand = brandAssets(environment.brand);
  const document = configured(readFileSync(DOCUMENT, 'utf8'), environment, brand);
  return {
    document,
    documentFor: inEachLanguage((texts, language) => translated(document, texts, language)),
    header: brand.logo === undefined ? '' : headerOf(environment.APP_NAME, brand.logo),
    assets: new Map([...readAssets(join(PAGES, 'assets')), ...brand.assets]),
  };
}

/** Settings are told by `<meta>`: the script may not be inline. */
function configured(html: string, environment: Environment, { logo, theme }: BrandAssets): string {
  const settings = {
    'app-name': environment.APP_NAME,
    'password-min-length': environment.PASSWORD_MIN_LENGTH,
    registration: environment.REGISTRATION,
    ...(environment.SUPPORT_URL !== undefined && { 'support-url': environment.SUPPORT_URL }),
    'trusted-device-lifetime': environment.TRUSTED_DEVICE_LIFETIME,
    ...(logo !== undefined && { logo }),
  };
  const tags = Object.entries(settings).map(
    ([name, value]) => `<meta name="${name}" content="${escapeHtml(String(value))}">`,
  );
  if (theme !== undefined) {
    // At the end, so that it wins over ours.
    tags.push(`<link rel="stylesheet" href="${theme}">`);
  }
  return html
    .replace(/<title>.*<\/title>/, () => `<title>${escapeHtml(environment.APP_NAME)}</title>`)
    .replace(/(<link rel="icon" href=")[^"]+/, (tag, start: string) =>
      logo === undefined ? tag : start + logo,
    )
    .replace('</head>', () => `${tags.join('')}</head>`);
}

function translated(html: string, texts: DocumentTexts, language: Language): string {
  return html
    .replace(/(<html lang=")[^"]*/, `$1${language}`)
    .replace(/(<noscript>).*?(?=<)/, `$1${texts['no-script']}`)
    .replace(/(<p class="unloaded">).*?(?=<)/, `$1${texts.unloaded}`);
}

function headerOf(appName: string, logo: string): string {
  return `<header><span class="logo"><img src="${logo}" alt="">${escapeHtml(appName)}</span></header>`;
}
