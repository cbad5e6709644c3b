import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Log } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { silentLog } from './log.ts';

export type TestDatabase = Database & {
  /** Opens a second pool on the same database, as another instance of the server would. */
  another(): Promise<Database>;
};

/**
 * A database of its own, migrated, in a few milliseconds (copied from the run's template). Close it in afterEach or
 * afterAll: it closes every pool opened on it and drops it. `from: 'nothing'` gives an empty one, without tables.
 */
export async function createTestDatabase(
  options: { from?: 'template' | 'nothing'; log?: Log } = {},
): Promise<TestDatabase> {
  const { from = 'template', log = silentLog } = options;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = from === 'template' ? required('TEST_DATABASE_TEMPLATE') : 'template0';
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(required('TEST_DATABASE_URL'));
  url.pathname = `/${name}`;
  const open = () => openDatabase({ kind: 'url', url: url.href }, log, { maxConnections: 4 });
  const database = await open();
  const others: Database[] = [];
  return {
    ...database,
    another: async () => {
      const other = await open();
      others.push(other);
      return other;
    },
    close: async () => {
      await Promise.all([database, ...others].map((each) => each.close()));
      await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: required('TEST_DATABASE_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: tests run under jest, whose globalSetup sets it`);
  return value;
}
