import { choice, choices, day, longText, moment, number, percent, text } from '../builders.ts';
import { HEALTH_REASON_LABELS, HEALTH_REASONS, HEALTH_STATUSES } from './health-options.ts';

/** Health as shown, as computed, and what a person decided about it (health.md §9, R25). */
export const partnerHealth = [
  choice('app', 'health_status', 'Health', 'With a person’s override applied.', HEALTH_STATUSES),
  choice('app', 'health_computed_status', 'Health as computed', 'Without an override.', HEALTH_STATUSES),
  number('app', 'health_score', 'Health score', '0 to 100; orders partners within a status.'),
  choices(
    'app',
    'health_reasons',
    'Health reasons',
    'Every rule that applies.',
    HEALTH_REASONS,
    HEALTH_REASON_LABELS,
  ),
  longText('app', 'health_summary', 'Health summary', 'One sentence for people.'),
  percent('app', 'health_confidence', 'Health confidence', 'How much of the score had data behind it.'),
  moment('app', 'health_computed_at', 'Health computed at', 'Last time the score was written.'),
  text('app', 'health_policy_version', 'Health policy version', 'The version of the thresholds used.'),
  choice('both', 'health_override_status', 'Health override', 'What a person says it is.', HEALTH_STATUSES),
  text('both', 'health_override_reason', 'Health override: reason', 'Needed for an override to count.'),
  day('both', 'health_override_until', 'Health override: until', 'At most 90 days ahead.'),
  text('both', 'health_override_by', 'Health override: by', 'Who decided.'),
  number('person', 'satisfaction_ours', 'Our satisfaction (1–5)', 'From the quarterly review.'),
  number('person', 'satisfaction_theirs', 'Their satisfaction (1–5)', 'From the quarterly review.'),
  day('person', 'satisfaction_rated_on', 'Satisfaction rated on', 'Ratings count for 120 days.'),
];
