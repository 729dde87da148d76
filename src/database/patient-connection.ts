import { DataSource } from 'typeorm';
import { patientOptions, type PostgresOptions } from './data-source.options.js';

/** Work that reads a whole table, or walks past the dead rows of a large one: on a connection of its own, without short timeouts. */
export async function patiently<T>(
  dataSource: DataSource,
  work: (patient: DataSource) => Promise<T>,
): Promise<T> {
  const patient = await new DataSource(patientOptions(dataSource.options as PostgresOptions)).initialize();
  try {
    return await work(patient);
  } finally {
    await patient.destroy();
  }
}
