import { Problem, type Retry } from '../errors.ts';
import type { PortalId } from '../ids.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Work of a portal that is gone for longer is parked. */
const PATIENCE_MS = 30 * 24 * HOUR_MS;

/**
 * The portal has uninstalled the app, or taken its access back. Its work waits, the longer it is away the longer: a
 * minute to an hour. After 30 days it is parked, and put in line again when the app is installed again.
 */
export function cutOff(access: { portalId: PortalId; since: Date; reason: string }, now: number): Problem {
  const { portalId, since, reason } = access;
  const awayMs = now - since.getTime();
  const waitMs = Math.min(Math.max(awayMs / 4, MINUTE_MS), HOUR_MS);
  const retry: Retry = awayMs > PATIENCE_MS ? { kind: 'never' } : { kind: 'wait', ms: Math.round(waitMs) };
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
