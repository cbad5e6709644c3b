import { ACTIVITY_KINDS, ACTIVITY_STATUSES } from '../../../vocabulary.ts';
import { choice, day, key, longText, number, text, yesNo } from '../builders.ts';
import { type CustomSpec, PARTNERSHIP_GROUP } from '../object.ts';
import { HEALTH_STATUSES } from './health-options.ts';

/** The snapshot is written by the app, one per active partner and month: never a contact, never a touch (R48). */
export const RECORDED_KINDS = [...ACTIVITY_KINDS, 'health_snapshot'] as const;

/** Playbook rows 93 to 104. */
export const ACTIVITY_FORMATS = [
  'blog',
  'live',
  'podcast',
  'guide',
  'webinar',
  'workshop',
  'booth',
  'client_event',
  'newsletter',
  'social',
  'case_study',
  'resource',
] as const;
export type ActivityFormat = (typeof ACTIVITY_FORMATS)[number];

export const ACTIVITY_HOSTS = ['ours', 'theirs'] as const;
export const ACTIVITY_DIRECTIONS = ['given', 'received'] as const;

/** One check-in, review, piece of joint work, or touch on a deal. */
export const partnerActivity: CustomSpec = {
  kind: 'custom',
  object: 'partner_activity',
  name: 'partner_activity',
  labels: { singular: 'Partner activity', plural: 'Partner activities' },
  description: 'A check-in, review, piece of joint work, or touch on a deal.',
  group: PARTNERSHIP_GROUP,
  primaryDisplay: 'name',
  secondaryDisplay: ['kind', 'status'],
  required: ['name'],
  searchable: ['name', 'partner_name'],
  key: 'activity_key',
  properties: [
    text('both', 'name', 'Name', 'What it was in a few words.'),
    key('app', 'activity_key', 'Activity key', 'One per planned slot or logged request.'),
    choice('both', 'kind', 'Kind', 'What was done together.', RECORDED_KINDS, {
      check_in: 'Check-in',
      cross_promotion: 'Cross-promotion',
      co_sell: 'Co-sell',
    }),
    choice('person', 'format', 'Format', 'Form of the joint work.', ACTIVITY_FORMATS, {
      live: 'LinkedIn Live',
    }),
    choice('both', 'status', 'Status', 'Only what is done counts.', ACTIVITY_STATUSES),
    day('both', 'happened_on', 'Happened on', 'Log it within 14 days for it to count as influence.'),
    day('both', 'due_on', 'Due on', 'For planned activities.'),
    yesNo('both', 'two_way', 'Two-way', 'Did they answer or attend?'),
    longText('both', 'outcome', 'Outcome', 'What came of it.'),
    longText('person', 'next_quarter_plan', 'Plan for next quarter', 'For a quarterly review.'),
    longText('person', 'strategic_initiatives', 'Strategic initiatives', 'For an annual review.'),
    number('person', 'cost_total', 'Total cost', 'In the company’s currency.'),
    number('person', 'cost_ours', 'Our part of the cost', 'In the company’s currency.'),
    number('person', 'audience_reached', 'Audience reached', 'People who saw or attended it.'),
    choice('person', 'host', 'Host', 'Whose stage it was.', ACTIVITY_HOSTS),
    choice('person', 'direction', 'Direction', 'Who promoted whom.', ACTIVITY_DIRECTIONS, {
      given: 'Given by us',
      received: 'Received by us',
    }),
    text('app', 'partner_id', 'Partner id', 'Copied for reports.'),
    text('app', 'partner_name', 'Partner name', 'Copied for reports.'),
    choice('app', 'health_status', 'Health', 'Health snapshots: the status that month.', HEALTH_STATUSES),
    number('app', 'health_score', 'Health score', 'Health snapshots: the score that month.'),
  ],
};
