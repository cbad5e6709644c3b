import type { Day } from '../calendar.ts';
import type { ActivityId, ReferralId } from '../ids.ts';

/** Everything health looks at for one partner. All days are calendar days in the portal's time zone. */
export type PartnerFacts = {
  readonly partner: PartnerRecord;
  readonly referrals: readonly ReferralRecord[];
  readonly activities: readonly ActivityRecord[];
  /** Two-way engagements found in HubSpot: meetings held, calls connected, e-mails received. */
  readonly contacts: readonly ContactRecord[];
  /** Days on which a deal credited to the partner changed its stage. */
  readonly dealMovements: readonly Day[];
  /** What a person decided about the status, if anything. */
  readonly override: HealthOverride | null;
};

export type PartnerRecord = {
  readonly stage: Stage | null;
  readonly primaryType: PrimaryType | null;
  readonly compensationModel: CompensationModel | null;
  readonly activatedOn: Day | null;
  readonly reactivatedOn: Day | null;
  readonly endedOn: Day | null;
  readonly redFlags: readonly RedFlag[];
  readonly agreementStatus: AgreementStatus | null;
  readonly noticeGivenOn: Day | null;
  /** Ratings 1-5: how content we are with them, and they with us. */
  readonly satisfactionOurs: number | null;
  readonly satisfactionTheirs: number | null;
  readonly satisfactionRatedOn: Day | null;
  /** Months (1-12) in which a seasonal partner works; empty for all others. */
  readonly seasonalMonths: readonly number[];
};

export type ReferralRecord = {
  readonly id: ReferralId;
  readonly direction: 'received' | 'sent';
  readonly status: ReferralStatus;
  /** A company or contact is named as the client. */
  readonly clientKnown: boolean;
  readonly referredOn: Day | null;
  readonly responseDueOn: Day | null;
  readonly firstResponseOn: Day | null;
};

export type ActivityRecord = {
  readonly id: ActivityId;
  readonly kind: ActivityKind;
  readonly status: 'planned' | 'done' | 'canceled';
  readonly happenedOn: Day | null;
  /** Only scheduled check-ins and reviews have one. */
  readonly dueOn: Day | null;
  /** Did they answer or attend? null: nobody said. */
  readonly twoWay: boolean | null;
  readonly outcome: string | null;
};

export type ContactRecord = { readonly on: Day; readonly kind: 'meeting' | 'call' | 'email' };

/** A person's word against the rules: it needs a reason and ends by itself. */
export type HealthOverride = {
  readonly status: 'healthy' | 'attention' | 'at_risk';
  readonly reason: string;
  /** Last day on which it holds. */
  readonly until: Day;
  readonly by: string;
};

export type Stage =
  | 'identified'
  | 'researching'
  | 'contacted'
  | 'in_discussion'
  | 'agreement_out'
  | 'active'
  | 'paused'
  | 'ended'
  | 'declined';

export type PrimaryType = 'referral' | 'reseller' | 'integration' | 'co_marketing' | 'strategic';
export type CompensationModel = 'reciprocal' | 'commission' | 'both' | 'none';
export type AgreementStatus = 'none' | 'draft' | 'sent' | 'signed' | 'expired' | 'terminated';

export type RedFlag =
  | 'competitive'
  | 'poor_reputation'
  | 'no_client_base'
  | 'all_take_no_give'
  | 'slow_communication';

export type ReferralStatus =
  | 'submitted'
  | 'accepted'
  | 'contacted'
  | 'qualified'
  | 'deal_open'
  | 'introduced'
  | 'acknowledged'
  | 'in_progress'
  | 'no_response'
  | 'won'
  | 'lost'
  | 'declined'
  | 'duplicate'
  | 'expired'
  | 'test';

export type ActivityKind =
  | 'check_in'
  | 'quarterly_review'
  | 'annual_review'
  | 'content_shared'
  | 'mention'
  | 'joint_content'
  | 'joint_event'
  | 'cross_promotion'
  | 'co_sell'
  | 'technical_validation'
  | 'reference'
  | 'joint_proposal'
  | 'health_snapshot';
