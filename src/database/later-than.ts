import { type FindOperator, Raw } from 'typeorm';

/**
 * Whether a time is later than another, in SQL, for columns that housekeeping looks for.
 *
 * A plain `>` would have the planner look up the least time of the column, to guess how many rows are later. Those that
 * housekeeping has deleted stand at the begin of the index until a VACUUM comes by, which at 30,000,000 sessions takes days:
 * planning a query by a session's id took 100 ms.
 *
 * @param time SQL for a `timestamptz`.
 */
export function isLater(column: string, time: string): string {
  return `${column} - CAST(${time} AS timestamptz) > interval '0'`;
}

/** The same for criteria of TypeORM; of one query all have the same time. */
export function laterThan(time: Date): FindOperator<Date> {
  return Raw((column) => isLater(column, ':laterThan'), { laterThan: time });
}
