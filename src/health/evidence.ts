import type { Day } from '../calendar.ts';
import type { ActivityRecord, PartnerFacts, ReferralRecord } from './facts.ts';

/** The days that count, none later than the day of evaluation. */
export type Evidence = {
  readonly received: readonly Day[];
  readonly sent: readonly Day[];
  /** Two-way contact: they talked to us, not only we to them. */
  readonly contacts: readonly Day[];
  readonly reviews: readonly Day[];
  readonly joint: readonly Day[];
  readonly movements: readonly Day[];
};

const TALKS: readonly ActivityRecord['kind'][] = ['check_in', 'quarterly_review', 'annual_review'];
const REVIEWS: readonly ActivityRecord['kind'][] = ['quarterly_review', 'annual_review'];
const JOINT: readonly ActivityRecord['kind'][] = [
  'joint_content',
  'joint_event',
  'cross_promotion',
  'co_sell',
];

/** Picks from the records what may count by `today`; the future is ignored. */
export function readEvidence(facts: PartnerFacts, today: Day): Evidence {
  const past = (days: readonly Day[]) => days.filter((day) => day <= today);
  const done = (kinds: readonly ActivityRecord['kind'][], counts = (_: ActivityRecord) => true) =>
    past(facts.activities.flatMap((activity) => (counts(activity) ? doneOn(activity, kinds) : [])));
  const referred = (direction: ReferralRecord['direction']) =>
    past(
      facts.referrals.flatMap((referral) => (referral.direction === direction ? qualifiedOn(referral) : [])),
    );
  return {
    received: referred('received'),
    sent: referred('sent'),
    contacts: [...past(facts.contacts.map(({ on }) => on)), ...done(TALKS, isTwoWay)],
    reviews: done(REVIEWS),
    joint: done(JOINT),
    movements: past(facts.dealMovements),
  };
}

/** A referral counts when its client is known and nobody set it aside as declined, duplicate or test. */
export function mayQualify({ status }: ReferralRecord): boolean {
  return status !== 'declined' && status !== 'duplicate' && status !== 'test';
}

export function isTalk({ kind }: ActivityRecord): boolean {
  return TALKS.includes(kind);
}

function qualifiedOn(referral: ReferralRecord): Day[] {
  return referral.clientKnown && mayQualify(referral) && referral.referredOn !== null
    ? [referral.referredOn]
    : [];
}

function doneOn(
  { kind, status, happenedOn }: ActivityRecord,
  kinds: readonly ActivityRecord['kind'][],
): Day[] {
  return status === 'done' && happenedOn !== null && kinds.includes(kind) ? [happenedOn] : [];
}

/** A talk we logged counts when they took part or something came of it; "they did not answer" never counts. */
function isTwoWay({ twoWay, outcome }: ActivityRecord): boolean {
  return twoWay ?? (outcome !== null && outcome.trim() !== '');
}
