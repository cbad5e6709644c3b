import type { Sql } from './sql.ts';

/** Takes an installation attempt, once; false when it was taken before. Those that ended by themselves are forgotten. */
export async function takeAttempt(
  sql: Sql,
  attempt: { readonly hash: Buffer; readonly expiresAt: Date },
  now: Date,
): Promise<boolean> {
  await sql.run('DELETE FROM used_attempt WHERE expires_at < $1', [now]);
  const taken = await sql.run(
    'INSERT INTO used_attempt (attempt, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [attempt.hash, attempt.expiresAt],
  );
  return taken === 1;
}
