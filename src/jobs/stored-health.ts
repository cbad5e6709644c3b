import type { StoredHealth } from '../health/index.ts';
import type { Written } from '../store/mirror.ts';

/** Health as it stands in HubSpot; null where there is none, or none of ours. */
export function storedHealth(actual: Written): StoredHealth | null {
  const status = STATUSES.find((each) => each === (actual.health_computed_status || actual.health_status));
  if (status === undefined) return null;
  const codes = (actual.health_reasons ?? '').split(';');
  const score = actual.health_score ?? '';
  return {
    status,
    score: score === '' ? null : Number(score),
    reasons: REASONS.filter((code) => codes.includes(code)),
    summary: actual.health_summary ?? '',
  };
}

const STATUSES = ['healthy', 'attention', 'at_risk', 'new', 'not_scored'] as const;
const REASONS = ['A1', 'A2', 'A3', 'F', 'T1a', 'T1b', 'T2a', 'T2b', 'T3', 'T4'] as const;
