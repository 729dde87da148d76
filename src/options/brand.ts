import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from './environment.error.js';

/** Of a file, in kB. */
const MAX_SIZE = 256;

/** Around a mail's own content, each as the operator wrote it. */
export interface MailPart {
  html?: string | undefined;
  text?: string | undefined;
}

/** What an operator shows in the place of our look, or around it. */
export interface Brand {
  logo?: string | undefined;
  theme?: string | undefined;
  mailHeader: MailPart;
  mailFooter: MailPart;
}

/**
 * Reads all of it, so that what changes in the folder later is whole at the next start.
 *
 * @throws EnvironmentError
 */
export function readBrand(directory: string | undefined): Brand {
  const names = directory === undefined ? [] : namesIn(directory);
  const read = (name: string) =>
    names.includes(name) ? textOf(join(directory as string, name), name) : undefined;
  const readPart = (name: string): MailPart => ({
    html: read(`${name}.html`),
    text: lines(read(`${name}.txt`)),
  });
  return {
    logo: svg(read('logo.svg')),
    theme: read('theme.css'),
    mailHeader: readPart('mail-header'),
    mailFooter: readPart('mail-footer'),
  };
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    throw refusal(`cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function textOf(path: string, name: string): string {
  let content: Buffer;
  try {
    const stats = statSync(path);
    if (!stats.isFile()) {
      throw refusal(`has a ${name} that is no file`);
    }
    if (stats.size > MAX_SIZE * 1024) {
      throw refusal(`has a ${name} of more than ${MAX_SIZE} kB`);
    }
    content = readFileSync(path);
  } catch (error) {
    throw error instanceof EnvironmentError
      ? error
      : refusal(`has a ${name} that cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw refusal(`has a ${name} that is not UTF-8`);
  }
}

/** Browsers show no picture where there is something else, and say nothing. */
function svg(text: string | undefined): string | undefined {
  const root =
    /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!doctype[^>]*>\s*)?<svg\s[^>]*\bxmlns\s*=\s*["']http:\/\/www\.w3\.org\/2000\/svg["']/i;
  if (text !== undefined && !root.test(text.replaceAll(/<!--[^]*?-->/g, ''))) {
    throw refusal(
      'has a logo.svg that is no SVG: it must begin with <svg xmlns="http://www.w3.org/2000/svg"',
    );
  }
  return text;
}

/** As mails are made of, without empty ones around. */
function lines(text: string | undefined): string | undefined {
  return text?.replaceAll(/\r\n?/g, '\n').replaceAll(/^\n+|\s+$/g, '') || undefined;
}

function refusal(reason: string): EnvironmentError {
  return new EnvironmentError('BRAND_DIR', reason);
}
