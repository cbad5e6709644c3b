import { afterEach, describe, expect, test } from '@jest/globals';
import { migrate, readMigrationState } from '../../src/store/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

describe('migrate', () => {
  let database: TestDatabase | undefined;
  afterEach(async () => {
    await database?.close();
  });

  test('four instances that start at once on an empty database migrate it once', async () => {
    database = await createTestDatabase({ from: 'nothing' });
    const { url } = database;
    const before = await readMigrationState(database);
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(url, silentLog)));

    const done = runs.filter((names) => names.length > 0);
    expect(done).toHaveLength(1);
    expect(before).toEqual({ kind: 'behind', missing: done[0] });
    expect(await readMigrationState(database)).toEqual({ kind: 'current' });
  });

  test('a database that a newer release has migrated is refused, and left as it is', async () => {
    database = await createTestDatabase();
    await database.run("INSERT INTO schema_migration (name, run_on) VALUES ('999-from-the-future', now())");

    await expect(migrate(database.url, silentLog)).rejects.toThrow(/newer release \(999-from-the-future\)/);
    expect(await readMigrationState(database)).toEqual({ kind: 'ahead', unknown: ['999-from-the-future'] });
  });
});
