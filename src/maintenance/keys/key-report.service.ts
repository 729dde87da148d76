import { Injectable } from '@nestjs/common';
import { type KeyVariable, keyVariables } from '../../options/configured-keys.js';
import { Environment } from '../../options/environment.js';
import { KeyUseService } from './key-use.service.js';
import { RunningCopiesService } from './running-copies.service.js';

interface ReportedKeys {
  /** The id of the key that new rows are under. */
  newWork: string;
  configured: string[];
  lost: string[];
  /** How many rows each table has, by key id. */
  rows: Record<string, Record<string, number>>;
}

export type KeyReport = Record<KeyVariable, ReportedKeys> & {
  /** The one that asks among them. */
  runningCopies: number;
};

/** What the operator wants to know before a key is taken out. Ids, and never a key. */
@Injectable()
export class KeyReportService {
  constructor(
    private readonly keyUse: KeyUseService,
    private readonly runningCopies: RunningCopiesService,
    private readonly environment: Environment,
  ) {}

  async report(): Promise<KeyReport> {
    const uses = await this.keyUse.count();
    const keys = keyVariables.map((name): [KeyVariable, ReportedKeys] => {
      const { primary, byId, lost } = this.environment[name];
      const rows: ReportedKeys['rows'] = {};
      for (const use of uses.filter(({ variable }) => variable === name)) {
        rows[use.kid] = { ...rows[use.kid], [use.table]: use.rows };
      }
      return [name, { newWork: primary.kid, configured: [...byId.keys()], lost: [...lost], rows }];
    });
    return {
      ...(Object.fromEntries(keys) as Record<KeyVariable, ReportedKeys>),
      runningCopies: await this.runningCopies.count(),
    };
  }
}
