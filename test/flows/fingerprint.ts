import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { World } from '../support/world.ts';

const tableName = z.object({ name: z.string() });
const hashed = z.object({ hash: z.string().nullable() });

/** One text per table of ours and of the queue, and one for all of the portal: equal before and after means untouched. */
export async function fingerprint({ app, sandbox }: World): Promise<Record<string, string>> {
  const tables = await app.database.rows(
    (row) => tableName.parse(row).name,
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND (table_schema = 'public' OR (table_schema = 'pgboss' AND table_name ~ '^job'))`,
  );
  const prints: Record<string, string> = {};
  for (const table of tables.sort()) {
    const [found] = await app.database.rows(
      (row) => hashed.parse(row).hash,
      `SELECT md5(string_agg(each, ',' ORDER BY each)) AS hash FROM (SELECT t::text AS each FROM ${table} AS t) AS rows`,
    );
    prints[table] = found ?? 'empty';
  }
  const dump = JSON.stringify(await sandbox.control('GET', '/dump'));
  return { ...prints, portal: createHash('sha256').update(dump).digest('hex') };
}
