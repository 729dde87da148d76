import { DataSource } from 'typeorm';

/** What services ask for to reach Twofold's tables. A host may have data sources of its own beside it. */
export abstract class TwofoldDataSource extends DataSource {}
