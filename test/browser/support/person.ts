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
    await person.turnOn(page);
    return person;
  }

  async turnOn(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Turn on' }).click();
    await this.scanAndConfirm(page);
    await this.saveBackupCodes(page);
  }

  /** Opens the link that was mailed at the sign-up. */
  async verifyAddress(page: Page): Promise<void> {
    await page.goto(await mailedLink(this.email, 'verify-email'));
    await page.getByRole('button', { name: 'Confirm my address' }).click();
    await page.getByRole('link', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Security' }).waitFor();
  }

  /** The sixth digit sends it. */
  async scanAndConfirm(page: Page): Promise<void> {
    const dialog = page.getByRole('dialog');
    this.phone = await AuthenticatorApp.scan(dialog.getByRole('img', { name: 'QR code' }));
    await dialog.getByLabel('Type the 6 digits').fill(await this.phone.code());
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
    await dialog.waitFor({ state: 'detached' });
  }

  async givePassword(page: Page): Promise<void> {
    await page.goto('/');
    await this.typePassword(page);
  }

  /** Where the log-in is on the screen already. */
  async typePassword(page: Page): Promise<void> {
    await page.getByLabel('E-mail address').fill(this.email);
    await page.getByLabel('Password', { exact: true }).fill(this.password);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
  }

  async giveCode(page: Page): Promise<void> {
    await page.getByLabel('Code from your authenticator app').fill(await this.phone.code());
  }

  /** For a protected host that asks for it. */
  async proveAnew(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Confirm and go on' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password', { exact: true }).fill(this.password);
    await dialog
      .getByLabel(/code/i)
      .first()
      .fill(await this.phone.code());
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
