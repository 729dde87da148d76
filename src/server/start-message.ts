import { resolve } from 'node:path';
import type { Environment } from '../options/environment.js';

type Settings = Pick<
  Environment,
  'PUBLIC_URL' | 'DATABASE_URL' | 'DATA_DIR' | 'MAIL_URL' | 'SWAGGER' | 'isProduction'
>;

/** Where everything is, each as an address to click or a path to open. */
export function startMessage(settings: Settings, hasPages: boolean): string {
  const { PUBLIC_URL, DATABASE_URL, DATA_DIR, MAIL_URL, SWAGGER } = settings;
  if (settings.isProduction) {
    return `Twofold serves ${PUBLIC_URL}`;
  }
  return [
    'Twofold is running.',
    '',
    `  ${hasPages ? 'Account pages' : 'API          '}  ${PUBLIC_URL}`,
    ...(SWAGGER ? [`  Swagger UI     ${PUBLIC_URL}/docs`] : []),
    `  Data           ${DATABASE_URL ? withoutSecrets(DATABASE_URL) : resolve(DATA_DIR)}`,
    `  Mails          ${MAIL_URL ? withoutSecrets(MAIL_URL) : resolve(DATA_DIR, 'mail')}`,
    '',
  ].join('\n');
}

/** Up to the last `@`, since a password may have one of its own, and without what stands behind the path. */
function withoutSecrets(url: string): string {
  return url.replace(/^(\w+:\/\/).*@/, '$1').replace(/[?#].*$/, '');
}
