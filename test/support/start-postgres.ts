import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createLog } from '../../src/log.ts';
import { openEmbedded } from '../../src/store/embedded/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { keepServer } from './test-server.ts';

const TEMPLATE = 'migrated';
// Speed over safety: this data dies with the run.
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/** Before all tests: one PostgreSQL for the run, with one migrated database that tests copy. */
export default async function startPostgres(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'partnerships-test-'));
  // Open to PostgreSQL's own user when root runs the tests; the data inside is not.
  chmodSync(folder, 0o755);
  const embedded = await openEmbedded(folder, { settings: SETTINGS });
  keepServer({ folder, close: embedded.close });
  const admin = new pg.Client({ connectionString: embedded.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const url = new URL(embedded.url);
  url.pathname = `/${TEMPLATE}`;
  await migrate(url.href, createLog({ level: 'warn', secrets: [] }));
  process.env.TEST_DATABASE_URL = embedded.url;
  process.env.TEST_DATABASE_TEMPLATE = TEMPLATE;
}
