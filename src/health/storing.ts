import type { Assessment } from './assess.ts';
import type { HealthStatus, ReasonCode, ScoredStatus } from './rules.ts';

/** The health properties as they stand in HubSpot; `status` is the computed one, not an override's. */
export type StoredHealth = {
  readonly status: HealthStatus;
  readonly score: number | null;
  readonly reasons: readonly ReasonCode[];
  readonly summary: string;
};

/** Write every health property, or none. */
export type Storing =
  | {
      readonly kind: 'write';
      readonly because: 'nightly' | 'first' | 'stage' | 'severe' | 'new-is-over' | 'better';
    }
  | { readonly kind: 'keep' };

/** `nightly`: the run at 02:00 of the portal. `day`: a change of records between two nights. */
export type Run = 'nightly' | 'day';

/**
 * Whether computed health replaces the stored one (R25). By day it only gets better, so that a person's work
 * shows at once and nobody is alarmed before the records are complete; the night says the truth both ways.
 * A severe sign (rule F) and a change of stage do not wait.
 */
export function decideStoring(stored: StoredHealth | null, computed: Assessment, run: Run): Storing {
  if (run === 'nightly') return { kind: 'write', because: 'nightly' };
  if (stored === null) return { kind: 'write', because: 'first' };
  if (stageChanged(stored, computed)) return { kind: 'write', because: 'stage' };
  if (stored.reasons.includes('F') !== computed.reasons.some(({ code }) => code === 'F'))
    return { kind: 'write', because: 'severe' };
  if (stored.status === 'new' && computed.status === 'healthy')
    return { kind: 'write', because: 'new-is-over' };
  return isBetter(stored, computed) ? { kind: 'write', because: 'better' } : { kind: 'keep' };
}

function stageChanged(stored: StoredHealth, computed: Assessment): boolean {
  if (stored.status !== 'not_scored' && computed.status !== 'not_scored') return false;
  // The summary of a partner that is not scored says its stage and nothing else.
  return stored.status !== computed.status || stored.summary !== computed.summary;
}

const RANK: Readonly<Record<ScoredStatus, number>> = { at_risk: 0, attention: 1, healthy: 2 };

function isBetter(stored: StoredHealth, computed: Assessment): boolean {
  const before = rankOf(stored.status);
  const now = rankOf(computed.status);
  if (before === null || now === null) return false;
  if (now !== before) return now > before;
  return stored.score === null || (computed.score !== null && computed.score > stored.score);
}

function rankOf(status: HealthStatus): number | null {
  return status === 'new' || status === 'not_scored' ? null : RANK[status];
}
