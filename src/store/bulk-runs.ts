import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

export type BulkKind = 'backfill' | 'dry-run' | 'simulate' | 'recompute' | 'reconcile';

/** Long work over many deals, with how far it came: a run that was interrupted goes on from there. */
export type BulkRun = {
  readonly id: string;
  readonly kind: BulkKind;
  /** What was asked for, as JSON. */
  readonly request: unknown;
  /** How far it came, as JSON. */
  readonly progress: unknown;
  readonly begunAt: Date;
  readonly begunBy: string;
};

const row = z
  .object({
    id: z.string(),
    kind: z.custom<BulkKind>(),
    request: z.unknown(),
    progress: z.unknown(),
    begun_at: z.date(),
    begun_by: z.string(),
  })
  .transform(
    (each): BulkRun => ({
      ...{ id: each.id, kind: each.kind, request: each.request, progress: each.progress },
      ...{ begunAt: each.begun_at, begunBy: each.begun_by },
    }),
  );

/** The latest run of a kind that has not ended. */
export async function readOpenRun(
  sql: Sql,
  portalId: PortalId,
  kind: BulkKind,
): Promise<BulkRun | undefined> {
  return sql.maybe(
    (each) => row.parse(each),
    `SELECT * FROM bulk_run WHERE portal_id = $1 AND kind = $2 AND ended_at IS NULL
     ORDER BY begun_at DESC, id LIMIT 1`,
    [portalId, kind],
  );
}

export async function beginRun(sql: Sql, portalId: PortalId, run: BulkRun): Promise<void> {
  await sql.run(
    `INSERT INTO bulk_run (portal_id, id, kind, request, progress, begun_at, begun_by, moved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $6)`,
    [
      ...[portalId, run.id, run.kind, JSON.stringify(run.request), JSON.stringify(run.progress)],
      ...[run.begunAt, run.begunBy],
    ],
  );
}

export async function saveProgress(
  sql: Sql,
  portalId: PortalId,
  runId: string,
  progress: unknown,
  now: Date,
): Promise<void> {
  await sql.run('UPDATE bulk_run SET progress = $3, moved_at = $4 WHERE portal_id = $1 AND id = $2', [
    portalId,
    runId,
    JSON.stringify(progress),
    now,
  ]);
}

/** Keeps what the run did, and forgets which deals it was over. */
export async function endRun(sql: Sql, portalId: PortalId, runId: string, now: Date): Promise<void> {
  await sql.run('DELETE FROM bulk_deal WHERE portal_id = $1 AND run_id = $2', [portalId, runId]);
  await sql.run('UPDATE bulk_run SET ended_at = $3 WHERE portal_id = $1 AND id = $2', [portalId, runId, now]);
}

/** Forgets a run whole: one that only looked leaves nothing. */
export async function dropRun(sql: Sql, portalId: PortalId, runId: string): Promise<void> {
  await sql.run('DELETE FROM bulk_run WHERE portal_id = $1 AND id = $2', [portalId, runId]);
}

/** Forgets runs that nobody has moved for so long: whoever was at them is gone. */
export async function dropStaleRuns(
  sql: Sql,
  portalId: PortalId,
  kind: BulkKind,
  movedBefore: Date,
): Promise<void> {
  await sql.run(
    'DELETE FROM bulk_run WHERE portal_id = $1 AND kind = $2 AND ended_at IS NULL AND moved_at < $3',
    [portalId, kind, movedBefore],
  );
}
