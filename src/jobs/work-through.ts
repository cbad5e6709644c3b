import { Problem } from '../errors.ts';
import { LONG_WORK } from '../retry-policy.ts';
import type { Outcome, RunBatch, WorkKind } from '../store/queue.ts';
import type { Pause } from './patience.ts';
import type { Portal } from './portal.ts';

const { pausesMs, mostWaits } = LONG_WORK;

/**
 * Runs one kind of work for records now, without the queue, by the queue's policy: what must wait waits, what fails is
 * tried a few times, and what cannot succeed is parked, where `dead-letters` shows it. Resolves to how many were.
 */
export async function workThrough(
  tools: { readonly run: RunBatch; readonly pause: Pause },
  portal: Pick<Portal, 'id'>,
  kind: WorkKind,
  recordIds: readonly string[],
): Promise<number> {
  let left = [...recordIds];
  let tries = 0;
  let parked = 0;
  for (let waits = 0; left.length > 0; waits += 1) {
    if (waits > mostWaits)
      throw new Problem('hubspot-unavailable', `HubSpot kept us waiting: ${left.length} records are left`);
    const items = left.map((recordId) => ({
      ...{ kind, portalId: portal.id, recordId },
      lastAttempt: tries === pausesMs.length,
    }));
    const outcomes = await tools.run(kind, items);
    parked += outcomes.filter(({ kind: became }) => became === 'parked').length;
    left = left.filter((_, place) => isOpen(outcomes[place]));
    if (left.length === 0) break;
    if (outcomes.some((outcome) => outcome.kind === 'failed')) tries += 1;
    await tools.pause(Math.max(pausesMs[Math.max(tries - 1, 0)] ?? 0, ...outcomes.map(waitOf)));
  }
  return parked;
}

function isOpen(outcome: Outcome | undefined): boolean {
  return outcome === undefined || outcome.kind === 'wait' || outcome.kind === 'failed';
}

function waitOf(outcome: Outcome): number {
  return outcome.kind === 'wait' ? outcome.ms : 0;
}
