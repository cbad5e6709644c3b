import { addDays, dayIn, startOf } from '../calendar.ts';
import { dealsWithEndedOverride } from '../store/deals.ts';
import type { PortalRow } from '../store/portals.ts';
import { endTurn, takeTurn } from '../store/turns.ts';
import type { JobDeps } from './portal.ts';
import { works } from './works.ts';

const LEASE_MS = 5 * 60_000;

/**
 * At the portal's midnight, by one instance: puts deals in line whose decision by hand ends with that day (R16). The
 * rules then decide again. Resolves to how many there are; 0 when it is not this one's turn.
 */
export async function expireOverrides(
  { database, queue, now }: JobDeps,
  { id, timeZone }: Pick<PortalRow, 'id' | 'timeZone'>,
): Promise<number> {
  const turn = await takeTurn(database, id, 'overrides', now(), LEASE_MS);
  if (turn === null) return 0;
  const today = dayIn(timeZone, now());
  let last = '';
  let found = 0;
  for (;;) {
    const ids = await dealsWithEndedOverride(database, id, today, last);
    if (ids.length === 0) break;
    await queue.enqueue(works(id, 'deal', ids));
    found += ids.length;
    last = ids.at(-1) ?? last;
  }
  await endTurn(database, turn, startOf(timeZone, addDays(today, 1)));
  return found;
}
