import type { Log } from '../log.ts';
import { readMigrationState } from './migrate.ts';
import type { Sql } from './sql.ts';

export type DatabaseReadiness =
  | { readonly database: 'up'; readonly migrations: 'current' | 'behind' | 'ahead' }
  | { readonly database: 'down'; readonly migrations: 'unknown' };

/** Whether the database answers, and whether its schema is this code's. Never throws: a failure is the answer, and logged. */
export async function readReadiness(sql: Sql, log: Log): Promise<DatabaseReadiness> {
  try {
    return { database: 'up', migrations: (await readMigrationState(sql)).kind };
  } catch (error) {
    log.warn('the database does not answer', { error });
    return { database: 'down', migrations: 'unknown' };
  }
}
