import { Injectable } from '@nestjs/common';
import { SecretCipher } from '../../crypto/secret-cipher.js';
import { encryptedColumns, pepperedColumns } from '../../database/column-marks.js';
import { patiently } from '../../database/patient-connection.js';
import { TwofoldDataSource } from '../../database/twofold.data-source.js';

/** Those without which rows are worth nothing; a lost `JWT_ACCESS_TOKEN_SECRET` only costs a refresh. */
export const keptKeyVariables = ['ENCRYPTION_KEYS', 'PASSWORD_PEPPERS'] as const;

export type KeptKeyVariable = (typeof keptKeyVariables)[number];

/** Rows of one key id. */
export interface KeyUse {
  variable: KeptKeyVariable;
  table: string;
  kid: string;
  rows: number;
}

/** Ciphertexts of a key that are tried: any of them may have been tampered with. */
const SAMPLES = 5;

type Row = Record<string, string>;

/** Which keys the rows are under: it reads whole tables. */
@Injectable()
export class KeyUseService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly cipher: SecretCipher,
  ) {}

  /** With many users this takes longer than a statement of a request may. */
  count(): Promise<KeyUse[]> {
    return patiently(this.dataSource, async (patient) => {
      const uses: KeyUse[] = [];
      for (const { variable, table, column } of this.columns()) {
        const rows = await patient.query<{ kid: string; rows: number }[]>(
          `SELECT split_part(${column}, '.', 2) AS kid, count(*)::int AS rows
           FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY 1`,
        );
        uses.push(...rows.map((row) => ({ variable, table, ...row })));
      }
      return uses;
    });
  }

  /** Whether the configured key of this id opens something that is under it; also where there is nothing to try. */
  async opensCiphertexts(kid: string): Promise<boolean> {
    let isTried = false;
    for (const { entity, property, context } of encryptedColumns()) {
      const rows = (await this.dataSource.manager
        .createQueryBuilder(entity, 'row')
        .where(`starts_with(row.${property}, :prefix)`, { prefix: this.cipher.prefixOf(kid) })
        .limit(SAMPLES)
        .getMany()) as Row[];
      if (rows.some((row) => this.cipher.canDecrypt(row[property] as string, context(row as never)))) {
        return true;
      }
      isTried ||= rows.length > 0;
    }
    return !isTried;
  }

  private columns(): { variable: KeptKeyVariable; table: string; column: string }[] {
    const marked = [
      ...encryptedColumns().map((column) => ({ variable: 'ENCRYPTION_KEYS' as const, ...column })),
      ...pepperedColumns().map((column) => ({ variable: 'PASSWORD_PEPPERS' as const, ...column })),
    ];
    return marked.map(({ variable, entity, property }) => {
      const { tableName, columns } = this.dataSource.getMetadata(entity);
      const column = columns.find(({ propertyName }) => propertyName === property);
      return { variable, table: tableName, column: column?.databaseName ?? property };
    });
  }
}
