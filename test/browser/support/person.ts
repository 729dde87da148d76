import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { AuthenticatorApp } from './authenticator-app.js';
import { mailedLink } from './server.js';

const PASSWORD = 'correct horse battery staple';

/** Who sits before the screen: knows an address and a password, and may have a phone. They do what a person does. */
export class Person {
  password = PASSWORD;
  phone!: AuthenticatorApp;
  backupCodes: string[] = [];

  constructor(readonly email = `${randomUUID().slice(0, 8)}@example.com`) {}

  static async signedUp(page: Page, email?: string): Promise<Person> {
    const person = new Person(email);
    await page.goto('/sign-up');
    await page.getByLabel('E-mail address').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Security' }).waitFor();
    return person;
  }

  /** Signed up, and with two-factor authentication on. */
  static async withPhone(page: Page): Promise<Person> {
    const person = await Person.signedUp(page);
    await page.getByRole('button', { name: 'Turn on' }).click();
    await person.scanAndConfirm(page);
    await person.saveBackupCodes(page);
    return person;
  }

  /** Opens the link that was mailed at the sign-up. */
  async verifyAddress(page: Page): Promise<void> {
    await page.goto(await mailedLink(this.email, 'verify-email'));
    await page.getByRole('button', { name: 'Confirm my address' }).click();
    await page.getByRole('link', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Security' }).waitFor();
  }

  async scanAndConfirm(page: Page, button = 'Turn on'): Promise<void> {
    const dialog = page.getByRole('dialog');
    this.phone = await AuthenticatorApp.scan(dialog.getByRole('img', { name: 'QR code' }));
    await dialog.getByLabel('Type the 6 digits').fill(await this.phone.code());
    await dialog.getByRole('button', { name: button }).click();
  }

  async saveBackupCodes(page: Page): Promise<void> {
    const dialog = page.getByRole('dialog');
    await dialog.getByText('I have saved them').waitFor();
    this.backupCodes = await dialog
      .getByRole('list', { name: 'Backup codes' })
      .getByRole('listitem')
      .allInnerTexts();
    await dialog.getByLabel('I have saved them').check();
    await dialog.getByRole('button', { name: 'Done' }).click();
  }

  async givePassword(page: Page): Promise<void> {
    await page.goto('/');
    await page.getByLabel('E-mail address').fill(this.email);
    await page.getByLabel('Password', { exact: true }).fill(this.password);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
  }

  async giveCode(page: Page): Promise<void> {
    await page.getByLabel('Code from your authenticator app').fill(await this.phone.code());
    await page.getByRole('button', { name: 'Continue' }).click();
  }

  async logIn(page: Page): Promise<void> {
    await this.givePassword(page);
    await this.giveCode(page);
    await page.getByRole('heading', { name: 'Security' }).waitFor();
  }

  async logOut(page: Page): Promise<void> {
    await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
  }
}
