import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Takes all chunks at once into a file that nobody else sees and that no kill leaves behind, and gives them at their reader's pace. */
export async function* spooled(chunks: AsyncIterable<string>, directory: string): AsyncGenerator<string> {
  const path = join(directory, `spool-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await rm(path);
    for await (const chunk of chunks) {
      await file.write(chunk);
    }
    yield* file.createReadStream({ start: 0, autoClose: false, encoding: 'utf8' }) as AsyncIterable<string>;
  } finally {
    await file.close();
  }
}
