import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { Problem } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Sql, sqlOn } from './sql.ts';

/** How the database's schema stands to this code. */
export type MigrationState =
  | { readonly kind: 'current' }
  | { readonly kind: 'behind'; readonly missing: readonly string[] }
  /** A newer release has migrated this database. */
  | { readonly kind: 'ahead'; readonly unknown: readonly string[] };

const FOLDER = fileURLToPath(new URL('./migrations/', import.meta.url));
const TABLE = 'schema_migration';
const LOCK = 7_310_002;
const LOCK_WAIT = '120s';

/**
 * Brings the schema up to this code's, all migrations or none. Several instances may start at once: one migrates,
 * the others wait for it. Throws a Problem when the database belongs to a newer release.
 */
export async function migrate(url: string, log: Log, folder = FOLDER): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'partnerships migrate' });
  client.on('error', (error) => log.warn('the migration lost its connection', { error }));
  await client.connect();
  try {
    await client.query(`SET lock_timeout = '${LOCK_WAIT}'`);
    // Held by the session: it ends with this connection, however that ends.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const state = await readMigrationState(sqlOn(client), folder);
    if (state.kind === 'ahead') throw newerRelease(state.unknown);
    if (state.kind === 'current') return [];
    const done = await runner({
      dbClient: client,
      dir: folder,
      direction: 'up',
      migrationsTable: TABLE,
      noLock: true,
      singleTransaction: true,
      logger: {
        debug: (text) => log.debug(text),
        info: (text) => log.debug(text),
        warn: (text) => log.warn(text),
        error: (text) => log.error(text),
      },
    });
    const names = done.map(({ name }) => name);
    log.info('migrated the database', { migrations: names });
    return names;
  } finally {
    await client.end();
  }
}

/** Compares the migrations that the database has run with the files of this code. */
export async function readMigrationState(sql: Sql, folder = FOLDER): Promise<MigrationState> {
  const wanted = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length));
  const done = await migrationsDone(sql);
  const unknown = done.filter((name) => !wanted.includes(name));
  if (unknown.length > 0) return { kind: 'ahead', unknown };
  const missing = wanted.filter((name) => !done.includes(name)).sort();
  return missing.length > 0 ? { kind: 'behind', missing } : { kind: 'current' };
}

async function migrationsDone(sql: Sql): Promise<string[]> {
  const [known] = await sql.rows(field('present'), 'SELECT to_regclass($1)::text AS present', [TABLE]);
  if (known === null) return [];
  return (await sql.rows(field('name'), `SELECT name FROM ${TABLE} ORDER BY id`)).map(String);
}

function field(name: string): (row: unknown) => unknown {
  return (row) => (row !== null && typeof row === 'object' ? Reflect.get(row, name) : undefined);
}

function newerRelease(unknown: readonly string[]): Problem {
  return new Problem(
    'config-invalid',
    `This database was migrated by a newer release (${unknown.join(', ')}). Start that release, or use another database.`,
  );
}
