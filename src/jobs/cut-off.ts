import { Problem, type Retry } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { DISCONNECTED } from '../retry-policy.ts';

/**
 * The portal has uninstalled the app, or taken its access back. Its work waits, the longer it is away the longer: a
 * minute to an hour. After 30 days it is parked, and put in line again when the app is installed again.
 */
export function cutOff(access: { portalId: PortalId; since: Date; reason: string }, now: number): Problem {
  const { portalId, since, reason } = access;
  const { leastWaitMs, longestWaitMs, parkedAfterMs } = DISCONNECTED;
  const awayMs = now - since.getTime();
  const waitMs = Math.min(Math.max(awayMs / 4, leastWaitMs), longestWaitMs);
  const retry: Retry = awayMs > parkedAfterMs ? { kind: 'never' } : { kind: 'wait', ms: Math.round(waitMs) };
  return new Problem(CUT_OFF, `portal ${portalId} is disconnected since ${since.toISOString()}: ${reason}`, {
    retry,
    facts: { portalId },
  });
}

/** The code under which work of a disconnected portal is parked. */
export const CUT_OFF = 'portal-disconnected';

export function unknownPortal(id: PortalId): Problem {
  return new Problem('input-invalid', `portal ${id} is not connected`);
}
