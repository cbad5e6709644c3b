import type { Day } from '../calendar.ts';
import type { ActivityId, ReferralId } from '../ids.ts';
import type {
  ActivityKind,
  ActivityStatus,
  AgreementStatus,
  CompensationModel,
  Direction,
  PartnerStage,
  PartnerType,
  RedFlag,
  ReferralStatus,
} from '../vocabulary.ts';

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
  readonly stage: PartnerStage | null;
  readonly primaryType: PartnerType | null;
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
  readonly direction: Direction;
  readonly status: ReferralStatus;
  /** A company or contact is named as the client. */
  readonly clientKnown: boolean;
  readonly referredOn: Day | null;
  readonly responseDueOn: Day | null;
  readonly firstResponseOn: Day | null;
};

export type ActivityRecord = {
  readonly id: ActivityId;
  /** `health_snapshot` is the app's own record and no contact (R48). */
  readonly kind: ActivityKind | 'health_snapshot';
  readonly status: ActivityStatus;
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
