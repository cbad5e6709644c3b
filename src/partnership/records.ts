import type { Day } from '../calendar.ts';
import type { ActivityId, CompanyId, ContactId, DealId, PartnerId, ReferralId } from '../ids.ts';
import type {
  ActivityKind,
  ActivityStatus,
  AgreementStatus,
  CommissionBasis,
  CompensationModel,
  Direction,
  PartnerStage,
  PartnerType,
  RedFlag,
  ReferralStatus,
} from '../vocabulary.ts';

/** A partner as people left it in HubSpot: what the rules, health and the screens read. */
export type PartnerRecord = {
  readonly id: PartnerId;
  readonly key: string | null;
  readonly name: string;
  readonly primaryType: PartnerType | null;
  readonly stage: PartnerStage | null;
  readonly activatedOn: Day | null;
  readonly reactivatedOn: Day | null;
  readonly endedOn: Day | null;
  readonly compensationModel: CompensationModel | null;
  readonly commission: CommissionOffer;
  readonly agreementStatus: AgreementStatus | null;
  readonly agreementStart: Day | null;
  readonly noticeGivenOn: Day | null;
  readonly redFlags: readonly RedFlag[];
  readonly satisfactionOurs: number | null;
  readonly satisfactionTheirs: number | null;
  readonly satisfactionRatedOn: Day | null;
  readonly seasonalMonths: readonly number[];
  readonly referralWindowDays: number | null;
  readonly protectionDays: number | null;
  readonly tailDays: number | null;
  /** HubSpot's owner id, not a user's; absent from what was mirrored before it was read. */
  readonly ownerId?: string | null;
};

/** What people typed about commission. Figures are decimal text: `10` is 10 %. */
export type CommissionOffer = {
  readonly rate: string | null;
  readonly tiers: string | null;
  readonly basis: CommissionBasis | null;
  readonly months: number | null;
  readonly cap: string | null;
  readonly minimum: string | null;
  readonly currency: string | null;
  readonly dueDays: number | null;
  readonly clawbackDays: number | null;
};

/** A referral as people and the app left it in HubSpot. */
export type ReferralRecord = {
  readonly id: ReferralId;
  readonly key: string | null;
  readonly name: string;
  readonly direction: Direction;
  readonly status: ReferralStatus;
  readonly referredOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly evidenceOn: Day | null;
  readonly recordedOn: Day;
  readonly preExisting: boolean | null;
  readonly knownProspectAccepted: boolean;
  readonly windowDays: number | null;
};

/** A check-in, review, piece of joint work or touch on a deal. */
export type ActivityRecord = {
  readonly id: ActivityId;
  readonly key: string | null;
  readonly name: string;
  readonly kind: ActivityKind | 'health_snapshot';
  readonly status: ActivityStatus;
  readonly happenedOn: Day | null;
  readonly dueOn: Day | null;
  /** Did they answer or attend? null: nobody said. */
  readonly twoWay: boolean | null;
  readonly outcome: string | null;
  readonly recordedOn: Day;
};

/** A referral with its links, as the mirror keeps it. */
export type LinkedReferral = {
  readonly record: ReferralRecord;
  /** The partner that referred; null while nobody is linked: the referral is incomplete. */
  readonly partnerId: PartnerId | null;
  readonly companyIds: readonly CompanyId[];
  readonly contactIds: readonly ContactId[];
  /** Deals that made the client already ours; null until judged, which happens once. */
  readonly alreadyOurs: { readonly judgedFor: string; readonly dealIds: readonly DealId[] } | null;
  /** What client and partner share, in words, null when nothing; absent or null itself until judged. */
  readonly selfReferral?: { readonly judgedFor: string; readonly words: string | null } | null;
};

/** An activity with its links. */
export type LinkedActivity = {
  readonly record: ActivityRecord;
  readonly partnerIds: readonly PartnerId[];
  readonly dealIds: readonly DealId[];
  readonly contactIds: readonly ContactId[];
};
