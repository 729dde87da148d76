import pg from 'pg';
import { vi } from 'vitest';

/** In the driver's own class, since not all that asks the database does so through TypeORM. */
const driver = pg.Query.prototype as unknown as Record<'submit' | 'handleDataRow', () => void>;

/** What was asked of these tables meanwhile, and how many rows came back; other tables are those of background jobs, too. */
export async function queriesDuring(
  tables: RegExp,
  work: () => Promise<unknown>,
): Promise<{ sql: string; rows: number }[]> {
  const submit = vi.spyOn(driver, 'submit');
  const handleDataRow = vi.spyOn(driver, 'handleDataRow');
  try {
    await work();
    const sent = submit.mock.contexts as unknown as { text: string }[];
    const answered: unknown[] = handleDataRow.mock.contexts;
    return sent
      .filter(({ text }) => tables.test(text))
      .map((query) => ({ sql: query.text, rows: answered.filter((context) => context === query).length }));
  } finally {
    submit.mockRestore();
    handleDataRow.mockRestore();
  }
}
