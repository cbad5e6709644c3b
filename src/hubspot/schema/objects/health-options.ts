export const HEALTH_STATUSES = ['healthy', 'attention', 'at_risk', 'new', 'not_scored'] as const;
export type HealthStatus = (typeof HEALTH_STATUSES)[number];

export const HEALTH_REASONS = ['A1', 'A2', 'A3', 'F', 'T1a', 'T1b', 'T2a', 'T2b', 'T3', 'T4'] as const;
export type HealthReason = (typeof HEALTH_REASONS)[number];

export const HEALTH_REASON_LABELS: Record<HealthReason, string> = {
  A1: 'No activity at all (A1)',
  A2: 'Referrals stopped (A2)',
  A3: 'No referral for a year (A3)',
  F: 'Severe red flag or notice (F)',
  T1a: 'Referrals only one way (T1a)',
  T1b: 'Referrals out of balance (T1b)',
  T2a: 'No two-way contact lately (T2a)',
  T2b: 'Quarterly review overdue (T2b)',
  T3: 'No referral or joint activity lately (T3)',
  T4: 'Slow to respond (T4)',
};
