import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Mailbox } from '../../support/mailbox.js';
import { TestApp } from '../../support/test-app.js';
import { useTestApp } from '../../support/use-test-app.js';

const brand = mkdtempSync(join(tmpdir(), 'twofold-brand-'));
writeFileSync(join(brand, 'mail-header.html'), '<h1>Gringotts</h1>');
writeFileSync(join(brand, 'mail-header.txt'), 'GRINGOTTS\r\n=========\r\n');
writeFileSync(join(brand, 'mail-footer.html'), '<p>Diagon Alley</p>');
writeFileSync(join(brand, 'mail-footer.txt'), 'Diagon Alley\n');
afterAll(() => rmSync(brand, { recursive: true, force: true }));

let app: TestApp;
let mailbox: Mailbox;
useTestApp(
  (started) => {
    app = started;
    mailbox = new Mailbox(app);
  },
  () => TestApp.start({ BRAND_DIR: brand, APP_NAME: 'Gringotts & Co', MAIL_FROM: 'vaults@example.com' }),
);

it("mails are from the application, between the operator's header and footer", async () => {
  const owner = await app.account();
  // What is in the folder later is for the next start.
  writeFileSync(join(brand, 'mail-header.txt'), 'Ministry');
  await app.browser().post('/account/password-reset', { email: owner.email });
  const mails = await mailbox.to(owner.email);
  expect(mails.map(({ template }) => template)).toEqual(['reset-password', 'verify-email']);
  for (const { text, source } of mails) {
    expect(text).toMatch(/^GRINGOTTS\n=========\n\n[A-Z][^]+\n\nDiagon Alley\n$/);
    expect(source).toContain('<body><h1>Gringotts</h1><div ');
    expect(source).toContain('</div><p>Diagon Alley</p></body>');
    expect(source).toContain('From: "Gringotts & Co" <vaults@example.com>\r\n');
  }
});
