import { type Day, formatDay } from '../calendar.ts';
import type { HealthOverride } from './facts.ts';
import type { HealthStatus } from './rules.ts';
import { STATUS_NAMES } from './summary.ts';

/** What people see: the computed status, or a person's while their override holds. */
export type Shown = {
  readonly status: HealthStatus;
  readonly summary: string;
  readonly override: HealthOverride | null;
};

/**
 * Lays an override over what was computed. It holds to the end of its last day, and never for a partner
 * that is not scored. The computed status stays visible beside it.
 */
export function shown(
  status: HealthStatus,
  summary: string,
  override: HealthOverride | null,
  today: Day,
): Shown {
  if (override === null || override.until < today || status === 'not_scored')
    return { status, summary, override: null };
  const { reason, until, by } = override;
  return {
    status: override.status,
    summary: `${STATUS_NAMES[override.status]}, set by ${by} until ${formatDay(until)}: ${reason}. Computed: ${summary}`,
    override,
  };
}
