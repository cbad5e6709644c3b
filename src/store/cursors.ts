import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** How far a search has come: through the changes of a time, or through all deals of a stage. */
export type Cursor =
  | {
      readonly kind: 'changes';
      /** Kind of record. */
      readonly scope: string;
      /** Changes before this are found. */
      readonly from: Date;
      /** End of the window that is being searched; null: none is. */
      readonly to: Date | null;
      readonly lastId: string;
    }
  | {
      readonly kind: 'stage';
      readonly scope: string;
      readonly stageId: string;
      readonly lastId: string;
      /** Until then some instance may still take the stage for what it was. */
      readonly notBefore: Date;
    };

const STAGE = 'stage:';

const row = z
  .object({
    scope: z.string(),
    from_at: z.date().nullable(),
    to_at: z.date().nullable(),
    last_id: z.string(),
  })
  .transform(({ scope, from_at: from, to_at: to, last_id: lastId }): Cursor => {
    if (from !== null) return { kind: 'changes', scope, from, to, lastId };
    return { kind: 'stage', scope, stageId: scope.slice(STAGE.length), lastId, notBefore: to ?? new Date(0) };
  });

export async function readCursors(sql: Sql, portalId: PortalId): Promise<Cursor[]> {
  return sql.rows(
    (each) => row.parse(each),
    'SELECT scope, from_at, to_at, last_id FROM sweep WHERE portal_id = $1 ORDER BY scope',
    [portalId],
  );
}

/** Begins to watch kinds of records, from `from` on; those that are watched already stay where they are. */
export async function beginCursors(
  sql: Sql,
  portalId: PortalId,
  scopes: readonly string[],
  from: Date,
): Promise<void> {
  await sql.run(
    `INSERT INTO sweep (portal_id, scope, from_at) SELECT $1, each, $3 FROM unnest($2::text[]) AS each
     ON CONFLICT (portal_id, scope) DO NOTHING`,
    [portalId, scopes, from],
  );
}

/** Sends all deals of a stage to be looked at, not before a time; from the start, if that was under way. */
export async function beginStage(
  sql: Sql,
  portalId: PortalId,
  stageId: string,
  notBefore: Date,
): Promise<void> {
  await sql.run(
    `INSERT INTO sweep (portal_id, scope, to_at) VALUES ($1, $2, $3)
     ON CONFLICT (portal_id, scope) DO UPDATE SET last_id = '0', to_at = excluded.to_at`,
    [portalId, `${STAGE}${stageId}`, notBefore],
  );
}

/** Opens a window up to `to`. */
export async function openWindow(sql: Sql, portalId: PortalId, scope: string, to: Date): Promise<void> {
  await sql.run(
    `UPDATE sweep SET to_at = $3, last_id = '0' WHERE portal_id = $1 AND scope = $2 AND to_at IS NULL`,
    [portalId, scope, to],
  );
}

/** One page further; false when the cursor is no longer where this one stands. */
export async function advanceCursor(
  sql: Sql,
  portalId: PortalId,
  { scope, lastId }: Cursor,
  nextId: string,
): Promise<boolean> {
  const moved = await sql.run(
    'UPDATE sweep SET last_id = $4 WHERE portal_id = $1 AND scope = $2 AND last_id = $3',
    [portalId, scope, lastId, nextId],
  );
  return moved === 1;
}

/** All of it is found: the next window begins where this one ended; a stage is done with. False as above. */
export async function closeCursor(sql: Sql, portalId: PortalId, cursor: Cursor): Promise<boolean> {
  const closed =
    cursor.kind === 'stage'
      ? await sql.run('DELETE FROM sweep WHERE portal_id = $1 AND scope = $2 AND last_id = $3', [
          portalId,
          cursor.scope,
          cursor.lastId,
        ])
      : await sql.run(
          `UPDATE sweep SET from_at = to_at, to_at = NULL, last_id = '0'
           WHERE portal_id = $1 AND scope = $2 AND last_id = $3 AND to_at = $4`,
          [portalId, cursor.scope, cursor.lastId, cursor.to],
        );
  return closed === 1;
}

/** Searches again from `from` on, also what a window under way has passed: HubSpot's index may have been late. */
export async function rewindCursors(sql: Sql, portalId: PortalId, from: Date): Promise<void> {
  await sql.run(
    `UPDATE sweep SET from_at = least(from_at, $2), to_at = NULL, last_id = '0'
     WHERE portal_id = $1 AND from_at IS NOT NULL`,
    [portalId, from],
  );
}
