import type { Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';

/** Modules of your own, in folders of your own beside this file: the server, its OpenAPI document and its command line have them. */
export const modules: Type[] = [];

/** Their migrations, which run after ours; TypeORM reads their order from the 13 digits at the end of each name. */
export const migrations: (new () => MigrationInterface)[] = [];
