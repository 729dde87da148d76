import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBrand } from '../../../src/options/brand.js';
import { EnvironmentError } from '../../../src/options/environment.error.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'twofold-brand-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer) => writeFileSync(join(directory, name), content);
const ROOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">';
const LOGO = `${ROOT}<path d="M0 0h32v32z"/></svg>\n`;
const NOTHING = {
  logo: undefined,
  theme: undefined,
  mailHeader: { html: undefined, text: undefined },
  mailFooter: { html: undefined, text: undefined },
};

it('without a folder, and with an empty one, there is nothing of it', () => {
  expect(readBrand(undefined)).toEqual(NOTHING);
  expect(readBrand(directory)).toEqual(NOTHING);
});

it('what is there is taken as it is, and the text for mails with their line ends', () => {
  write('logo.svg', LOGO);
  write('theme.css', '\ufeff:root { --accent: #7a1f2b }\r\n');
  write('mail-header.html', ' <h1>Gringotts &amp; Co</h1>\n');
  write('mail-footer.txt', '\r\n  Goblins\r\n\r\nDiagon Alley\r\n\r\n');
  write('mail-header.txt', ' \n');
  write('notes.md', Buffer.from([0xff]));
  expect(readBrand(directory)).toEqual({
    logo: LOGO,
    theme: ':root { --accent: #7a1f2b }\r\n',
    mailHeader: { html: ' <h1>Gringotts &amp; Co</h1>\n', text: undefined },
    mailFooter: { html: undefined, text: '  Goblins\n\nDiagon Alley' },
  });
});

it.each([
  `<?xml version="1.0" encoding="UTF-8"?>\n${LOGO}`,
  `<!-- ${'<!-- '.repeat(20_000)} -->\n<?xml version="1.0"?><!-- <p> -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd">\n${LOGO}`,
  `<svg width="32"\n  xmlns='http://www.w3.org/2000/svg'></svg>`,
])('a logo that begins with %j is one', (logo) => {
  write('logo.svg', logo);
  expect(readBrand(directory).logo).toBe(logo);
});

describe('a folder is refused in one line', () => {
  const messageOf = (path = directory) => {
    try {
      readBrand(path);
    } catch (error) {
      expect(error).toBeInstanceOf(EnvironmentError);
      return (error as Error).message;
    }
    throw new Error('was accepted');
  };

  it('where there is none', () => {
    expect(messageOf(join(directory, 'none'))).toBe('BRAND_DIR cannot be read (ENOENT).');
    write('file', '');
    expect(messageOf(join(directory, 'file'))).toBe('BRAND_DIR cannot be read (ENOTDIR).');
  });

  it('with a file that leads nowhere, or is none', () => {
    symlinkSync('nowhere', join(directory, 'theme.css'));
    expect(messageOf()).toBe('BRAND_DIR has a theme.css that cannot be read (ENOENT).');
    rmSync(join(directory, 'theme.css'));
    mkdirSync(join(directory, 'mail-header.txt'));
    expect(messageOf()).toBe('BRAND_DIR has a mail-header.txt that is no file.');
  });

  it('with a file that is too large, to the byte', () => {
    write('mail-footer.html', 'a'.repeat(256 * 1024));
    expect(readBrand(directory).mailFooter.html).toHaveLength(256 * 1024);
    write('mail-footer.html', 'a'.repeat(256 * 1024 + 1));
    expect(messageOf()).toBe('BRAND_DIR has a mail-footer.html of more than 256 kB.');
  });

  it('with a file in another encoding', () => {
    write('mail-header.html', Buffer.from('Z\xfcrich', 'latin1'));
    expect(messageOf()).toBe('BRAND_DIR has a mail-header.html that is not UTF-8.');
  });

  it.each([
    '',
    'PNG',
    '<html></html>',
    '<svg></svg>',
    '<svg xmlns="http://www.w3.org/1999/xhtml"></svg>',
    `<!-- ${LOGO} -->`,
    `<p>${LOGO}</p>`,
  ])('with a logo that is no SVG: %j', (logo) => {
    write('logo.svg', logo);
    expect(messageOf()).toMatch(/^BRAND_DIR has a logo\.svg that is no SVG: it must begin with <svg .*"\.$/);
  });
});
