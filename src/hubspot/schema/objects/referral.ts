import { DIRECTIONS, INTEGRITY_FINDINGS, REFERRAL_STATUSES } from '../../../vocabulary.ts';
import { choice, choices, day, key, moment, money, number, text, yesNo } from '../builders.ts';
import { type CustomSpec, PARTNERSHIP_GROUP } from '../object.ts';
import { INTEGRITY_FINDING_LABELS } from './integrity-findings.ts';
import { REFERRAL_METHOD_LABELS, REFERRAL_METHODS } from './referral-method.ts';

/** One introduction, received or sent. */
export const referral: CustomSpec = {
  kind: 'custom',
  object: 'referral',
  name: 'referral',
  labels: { singular: 'Referral', plural: 'Referrals' },
  description: 'One introduction: a client a partner sent us, or we sent them.',
  group: PARTNERSHIP_GROUP,
  primaryDisplay: 'name',
  secondaryDisplay: ['direction', 'status'],
  required: ['name'],
  searchable: ['name', 'referral_key', 'client_name'],
  key: 'referral_key',
  properties: [
    text('both', 'name', 'Name', 'Client and partner in a few words.'),
    key('both', 'referral_key', 'Referral key', 'Given by the form or import; else the record id.'),
    choice('both', 'direction', 'Direction', 'Who introduced whom.', DIRECTIONS, {
      received: 'Received from the partner',
      sent: 'Sent to the partner',
    }),
    choice('both', 'status', 'Status', 'Only accepted referrals earn credit.', REFERRAL_STATUSES),
    choice(
      'both',
      'method',
      'Method',
      'How the introduction was made.',
      REFERRAL_METHODS,
      REFERRAL_METHOD_LABELS,
    ),
    day('both', 'referred_on', 'Referred on', 'Day of the introduction. Everything counts by this day.'),
    day('both', 'accepted_on', 'Accepted on', 'Starts the windows. Filled in when empty.'),
    day('person', 'evidence_on', 'Evidence of', 'Day of a proof older than this record.'),
    text('person', 'evidence_url', 'Evidence', 'Link to that proof.'),
    yesNo('app', 'pre_existing', 'Already ours', 'The client was already ours when it was referred.'),
    yesNo(
      'person',
      'known_prospect_accepted',
      'Known prospect accepted',
      'Credit the partner although the client was already ours.',
    ),
    number('app', 'referral_window_days', 'Referral window (days)', 'Fixed when the referral is accepted.'),
    day('app', 'window_ends_on', 'Window ends on', 'Last day on which a deal may be created.'),
    day('app', 'response_due_on', 'Response due on', 'When an answer is due.'),
    moment('app', 'first_response_on', 'First response on', 'When it was answered.'),
    moment('app', 'outcome_on', 'Outcome on', 'When it was won, lost, declined or given up.'),
    day('app', 'feedback_due_on', 'Feedback due on', 'Tell the partner what happened by this day.'),
    text('person', 'reported_outcome', 'Reported outcome', 'Sent referrals: what the partner told us.'),
    number('person', 'reported_value', 'Reported value', 'Sent referrals: in the reported currency.'),
    text('person', 'reported_currency', 'Reported currency', 'ISO code such as EUR or USD.'),
    text('person', 'reported_by', 'Reported by', 'Who told us.'),
    day('person', 'confirmed_on', 'Confirmed on', 'Day the reported outcome was confirmed.'),
    number(
      'person',
      'incoming_commission_expected',
      'Incoming commission expected',
      'What the partner owes us, in the reported currency.',
    ),
    number(
      'person',
      'incoming_commission_received',
      'Incoming commission received',
      'What the partner paid us, in the reported currency.',
    ),
    money('app', 'credited_amount', 'Credited amount', 'Sum of its credits, company currency.'),
    text('app', 'partner_id', 'Partner id', 'Copied for reports.'),
    text('app', 'partner_name', 'Partner name', 'Copied for reports.'),
    text('app', 'client_name', 'Client name', 'Copied for reports.'),
    choices(
      'app',
      'integrity_findings',
      'Findings',
      'What the nightly checks found.',
      INTEGRITY_FINDINGS,
      INTEGRITY_FINDING_LABELS,
    ),
  ],
};
