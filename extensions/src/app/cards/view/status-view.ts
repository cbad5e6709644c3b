import type { HealthStatus } from '../contract/company-card.ts';
import { words } from '../words.ts';

export type StatusView = {
  text: string;
  icon: 'success' | 'warning' | 'exclamationCircle' | 'clock' | 'lessCircle';
  variant: 'success' | 'warning' | 'danger' | 'info' | 'default';
};

const LOOK = {
  healthy: { icon: 'success', variant: 'success' },
  attention: { icon: 'exclamationCircle', variant: 'warning' },
  at_risk: { icon: 'warning', variant: 'danger' },
  new: { icon: 'clock', variant: 'info' },
  not_scored: { icon: 'lessCircle', variant: 'default' },
} as const satisfies Record<HealthStatus, Omit<StatusView, 'text'>>;

/** A health status in words and with an icon: never in colour alone. */
export function viewStatus(status: HealthStatus): StatusView {
  return { text: words.health.status[status], ...LOOK[status] };
}
