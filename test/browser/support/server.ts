import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';

/** Lets some minutes pass since somebody proved who they are, which nobody wants to wait for. */
export async function ageProofs(
  email: string,
  minutes = 6,
  databaseUrl = inject('serverDatabaseUrl'),
): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(
      `WITH aged AS (
         UPDATE sessions SET
           password_verified_at = password_verified_at - make_interval(mins => $2),
           second_factor_verified_at = second_factor_verified_at - make_interval(mins => $2),
           passkey_verified_at = passkey_verified_at - make_interval(mins => $2)
         FROM users WHERE users.id = sessions.user_id AND users.email = $1
         RETURNING user_id)
       SELECT pg_notify('twofold_user_changes', user_id::text) FROM aged`,
      [email, minutes],
    );
    // The server hears of it a moment later.
    await sleep(200);
  } finally {
    await client.end();
  }
}

/** The link in the newest mail to an address; waits until there are so many, of which the last has the link that works. */
export async function mailedLink(email: string, page: string, count = 1): Promise<string> {
  const directory = join(inject('serverDataDirectory'), 'mail');
  for (let attempt = 0; attempt < 100; attempt++) {
    const files = await readdir(directory).catch(() => []);
    const links: string[] = [];
    for (const file of files
      .filter((name) => name.endsWith('.eml'))
      .toSorted()
      .toReversed()) {
      const mail = decoded(await readFile(join(directory, file), 'utf8'));
      const link = mail.match(
        new RegExp(`http://localhost:\\d+/${page}(?:/mailed)?#token=[\\w-]+(?:&\\S*)?`),
      )?.[0];
      if (link && new RegExp(`^To: .*${email}`, 'im').test(mail)) {
        links.push(link);
      }
    }
    const [newest] = links;
    if (newest && links.length >= count) {
      return newest;
    }
    await sleep(100);
  }
  throw new Error(`No mail to ${email} has a link to /${page}.`);
}

/** Each part by its own encoding: in one without, `email=2d` is no dash. */
function decoded(mail: string): string {
  return mail
    .split(/(?=\r?\n--)/)
    .map((part) =>
      /^content-transfer-encoding: quoted-printable/im.test(part) ? decodeQuotedPrintable(part) : part,
    )
    .join('');
}

/** RFC 2045 section 6.7; the link's characters are ASCII. */
function decodeQuotedPrintable(text: string): string {
  return text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
