import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbedded } from '../../src/store/embedded/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { silentLog } from '../support/log.ts';

const TEMPLATE = 'migrated';

/** Runs `work` with a PostgreSQL of its own, safe on disk as the product's is; `createTestDatabase` finds it. */
export async function withPostgres<Result>(work: () => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'partnerships-bench-'));
  // Open to PostgreSQL's own user when root runs the bench; the data inside is not.
  chmodSync(folder, 0o755);
  const embedded = await openEmbedded(folder, { settings: ['max_connections=200'] });
  try {
    const admin = new pg.Client({ connectionString: embedded.url });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${TEMPLATE}`);
    await admin.end();
    const url = new URL(embedded.url);
    url.pathname = `/${TEMPLATE}`;
    await migrate(url.href, silentLog);
    process.env.TEST_DATABASE_URL = embedded.url;
    process.env.TEST_DATABASE_TEMPLATE = TEMPLATE;
    return await work();
  } finally {
    await embedded.close();
    await rm(folder, { recursive: true, force: true });
  }
}
