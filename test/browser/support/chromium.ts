import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import { expectDocumented } from './documented.js';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FAILURES = join(import.meta.dirname, '../failures');

export const LAN_HOST = 'lan.example';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Another machine of the network, as the browser sees it: an address without https that is not its own.
  `--host-resolver-rules=MAP ${LAN_HOST} 127.0.0.1`,
];

export interface Look {
  width?: number;
  colorScheme?: 'light' | 'dark';
  locale?: string;
  /** Where a path alone leads to. */
  baseURL?: string;
}

const HEIGHT = 900;

/** That an answer was an error is what many tests want; the other is said of every page without https. */
const expected = /^(Failed to load resource|The Cross-Origin-Opener-Policy header has been ignored)/;

let chromiumBrowser: Browser;
let contexts: BrowserContext[] = [];
let complaints: string[] = [];

/**
 * Makes Chromium ready for a test file. Each test fails when a page logged an error (a violated Content-Security-Policy is
 * one), or when the API answered what its document does not have; what was on the screen then is kept as a picture.
 *
 * @param furtherArgs of which the last of a name counts.
 */
export function useChromium(furtherArgs: () => string[] = () => []): void {
  beforeAll(async () => {
    chromiumBrowser = await chromium.launch({
      executablePath,
      args: [...args, ...furtherArgs()],
      // People go back to pages that their browser kept.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    });
  });

  beforeEach(() => {
    complaints = [];
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail' || complaints.length > 0) {
      await photograph(task.name);
    }
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    expect(complaints).toEqual([]);
  });

  afterAll(() => chromiumBrowser.close());
}

/** A browser of its own: with its own cookies. */
export async function newBrowser({
  width = 1440,
  colorScheme = 'light',
  locale = 'en-GB',
  baseURL = inject('serverUrl'),
}: Look = {}): Promise<BrowserContext> {
  return adopt(
    await chromiumBrowser.newContext({
      baseURL,
      viewport: { width, height: HEIGHT },
      colorScheme,
      locale,
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    }),
  );
}

/** Set by its owner to keep nothing of any site, which denies scripts all storage, too. */
export async function newBrowserWithoutCookies(): Promise<BrowserContext> {
  const profile = await mkdtemp(join(tmpdir(), 'twofold-profile-'));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await mkdir(join(profile, 'Default'));
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args,
    baseURL: inject('serverUrl'),
  });
  context.on('close', () => void rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  return adopt(context);
}

function adopt(context: BrowserContext): BrowserContext {
  context.setDefaultTimeout(15_000);
  context.on('page', watch);
  contexts.push(context);
  return context;
}

/** For a test that wants the page to complain: what it complained of so far. */
export function takeComplaints(): string[] {
  return complaints.splice(0);
}

export async function newPage(look?: Look): Promise<Page> {
  return (await newBrowser(look)).newPage();
}

function watch(page: Page): void {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) {
      complaints.push(message.text());
    }
  });
  page.on('response', (response) => {
    void expectDocumented(response).catch((error: unknown) => complaints.push(String(error)));
  });
}

async function photograph(name: string): Promise<void> {
  await mkdir(FAILURES, { recursive: true });
  const pages = contexts.flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    const file = `${name.replace(/\W+/g, '-')}-${index + 1}.png`;
    await page.screenshot({ path: join(FAILURES, file), fullPage: true }).catch(() => undefined);
  }
}
