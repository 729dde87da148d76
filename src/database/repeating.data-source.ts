import { DataSource, type EntityManager } from 'typeorm';
import { isConflict } from '../errors/database-errors.js';

type Work<T> = (manager: EntityManager) => Promise<T>;
type IsolationLevel = Exclude<Parameters<DataSource['transaction']>[0], Work<unknown>>;

/**
 * A data source that does a transaction once more when PostgreSQL gave it up in favour of another one: it was rolled back
 * whole, so nothing of it is done twice. What fails twice is answered as 503.
 */
export class RepeatingDataSource extends DataSource {
  override async transaction<T>(first: IsolationLevel | Work<T>, work?: Work<T>): Promise<T> {
    const attempt = (): Promise<T> =>
      typeof first === 'function' ? super.transaction(first) : super.transaction(first, work as Work<T>);
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error)) {
        throw error;
      }
      return attempt();
    }
  }
}
