import {
  type EntityManager,
  type EntitySubscriberInterface,
  EventSubscriber,
  type QueryRunner,
} from 'typeorm';

type Work = () => void;

const pending = Symbol('after commit');

/**
 * Does something once the transaction at hand has committed, before whoever began it hears of that; at once where there is none,
 * and never where it is rolled back.
 *
 * @param key of what is done once, however often it was asked for.
 */
export function afterCommit({ queryRunner }: EntityManager, key: unknown, work: Work): void {
  if (queryRunner?.isTransactionActive) {
    workOf(queryRunner).set(key, work);
  } else {
    work();
  }
}

/** Called by TypeORM. */
@EventSubscriber()
export class AfterCommitSubscriber implements EntitySubscriberInterface {
  afterTransactionCommit({ queryRunner }: { queryRunner: QueryRunner }): void {
    workOf(queryRunner).forEach((work) => work());
    workOf(queryRunner).clear();
  }
}

function workOf({ data }: QueryRunner): Map<unknown, Work> {
  const perTransaction = data as { [pending]?: Map<unknown, Work> };
  return (perTransaction[pending] ??= new Map());
}
