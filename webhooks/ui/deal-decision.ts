import type { App } from '../../src/app.ts';
import type { DealId } from '../../src/ids.ts';
import { type ByHand, followDecision, keepDecision } from '../../src/jobs/decide-by-hand.ts';
import { mayOverride } from '../../src/jobs/rights.ts';
import type { Users } from '../../src/jobs/users.ts';
import { isPassingFault } from '../../src/store/passing-fault.ts';
import { noteProgress, type RequestKey } from '../../src/store/requests.ts';
import type { Asking } from './answering.ts';
import { failureOf, refuse } from './refusal.ts';

export type DealDeps = App & { readonly users: Users };

/** What an action decides, apart from who and where. */
export type Decision = Pick<ByHand, 'action' | 'details' | 'change'>;

/**
 * Carries out what a user decided about a deal: asks whether this user may, keeps the decision once whatever is
 * repeated, follows it at once, and writes it to HubSpot. Throws a refusal with the field of the form it concerns.
 */
export async function decide(
  deps: DealDeps,
  { portal, recordId, userId }: Asking,
  key: RequestKey,
  progress: unknown,
  decision: () => Promise<Decision>,
): Promise<void> {
  const dealId = recordId as DealId;
  if (!isKept(progress)) {
    const permission = await mayOverride(deps, portal, userId);
    if (permission.kind === 'no') throw refuse('not-allowed', permission.words);
    const byHand: ByHand = { dealId, userId, ...(await decision()) };
    const kept = await keepDecision(deps, portal, byHand, (tx) => noteProgress(tx, key, { kept: true }));
    if (kept.kind === 'refused') {
      const [problem] = kept.problems;
      throw refuse('invalid', sentence(problem?.words ?? ''), fieldOf(problem?.field ?? ''));
    }
  }
  try {
    await followDecision(deps, portal, dealId, userId);
  } catch (error) {
    // Another instance may be at the same deal, or HubSpot be away: the line has it, too.
    if (failureOf(error) === null && !isPassingFault(error)) throw error;
    deps.log.warn('a decision by hand is saved and is followed later', {
      portalId: portal.id,
      dealId,
      error,
    });
    throw refuse('unavailable', 'It is saved, and is being followed. Look again in a moment.');
  }
  await deps.runNow('write-back', portal.id, [dealId]);
}

function isKept(progress: unknown): boolean {
  return progress !== null && typeof progress === 'object' && Reflect.get(progress, 'kept') === true;
}

/** `credit.shares[0].share` as the path in the body: `credit.shares.0.share`. */
function fieldOf(field: string): string {
  return field.replaceAll(/\[(\d+)\]/g, '.$1');
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
