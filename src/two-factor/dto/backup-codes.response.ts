import { ApiProperty } from '@nestjs/swagger';

/** Shown this once: the server keeps only hashes. */
export class BackupCodesResponse {
  @ApiProperty({ type: [String], minItems: 10, maxItems: 10, example: Array(10).fill('K7QX-2M9C-VT4H-8WZ3') })
  readonly backupCodes: string[];

  constructor(backupCodes: string[]) {
    this.backupCodes = backupCodes;
  }
}
