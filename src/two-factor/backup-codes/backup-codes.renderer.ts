import { StreamableFile } from '@nestjs/common';
import Negotiator from 'negotiator';
import { BackupCodesResponse } from '../two-factor.dto.js';

/** JSON, or a text file to keep where the `Accept` header prefers `text/plain`. */
export function renderBackupCodes(
  codes: string[],
  accept: string | undefined,
): BackupCodesResponse | StreamableFile {
  const mediaType = new Negotiator({ headers: { accept } }).mediaType(['application/json', 'text/plain']);
  if (mediaType !== 'text/plain') {
    return new BackupCodesResponse(codes);
  }
  return new StreamableFile(Buffer.from(`${codes.join('\n')}\n`), {
    type: 'text/plain; charset=utf-8',
    disposition: 'attachment; filename="backup-codes.txt"',
  });
}
