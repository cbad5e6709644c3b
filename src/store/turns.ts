import { randomUUID } from 'node:crypto';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** A claim on a portal's recurring work. It runs out by itself, so that a dead instance holds nothing up. */
export type Turn = { readonly portalId: PortalId; readonly name: string; readonly holder: string };

/** Takes the turn if it is due and nobody has it: for exactly one instance, for `leaseMs`. Null: not now. */
export async function takeTurn(
  sql: Sql,
  portalId: PortalId,
  name: string,
  now: number,
  leaseMs: number,
): Promise<Turn | null> {
  const holder = randomUUID();
  const taken = await sql.run(
    `INSERT INTO turn (portal_id, name, due_at, holder) VALUES ($1, $2, $3, $4)
     ON CONFLICT (portal_id, name) DO UPDATE SET due_at = excluded.due_at, holder = excluded.holder
     WHERE turn.due_at <= $5`,
    [portalId, name, new Date(now + leaseMs), holder, new Date(now)],
  );
  return taken === 1 ? { portalId, name, holder } : null;
}

/** Holds on to the turn until `until`; false when another instance has taken over meanwhile. */
export async function keepTurn(sql: Sql, turn: Turn, until: number): Promise<boolean> {
  const kept = await sql.run(
    'UPDATE turn SET due_at = $4 WHERE portal_id = $1 AND name = $2 AND holder = $3',
    [turn.portalId, turn.name, turn.holder, new Date(until)],
  );
  return kept === 1;
}

/** Gives the turn back; it is due again at `dueAt`. */
export async function endTurn(sql: Sql, turn: Turn, dueAt: number): Promise<void> {
  await sql.run(
    'UPDATE turn SET due_at = $4, holder = NULL WHERE portal_id = $1 AND name = $2 AND holder = $3',
    [turn.portalId, turn.name, turn.holder, new Date(dueAt)],
  );
}
