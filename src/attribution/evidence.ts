import type { Day } from '../calendar.ts';
import type { DealId, PartnerId, ReferralId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { AgreementStatus, Direction, PartnerStage, ReferralStatus } from '../vocabulary.ts';
import type { OverrideInput } from './override.ts';
import type { TouchKind } from './policy.ts';
import type { FirstProject } from './project.ts';

/** A deal as the rules see it: read from HubSpot just now, days in the portal's time zone. */
export type Deal = {
  readonly id: DealId;
  readonly name: string;
  /** Earliest of creation, close and first stage entry (R55); what windows are measured to. */
  readonly startedOn: Day;
  readonly closedOn: Day | null;
  /** Won in a pipeline that counts. */
  readonly won: boolean;
  /** Won, but in a pipeline that the policy leaves out: for the rules it is not won. */
  readonly wonOutsidePipelines: boolean;
  /** Closed before its record was made in HubSpot (R55). */
  readonly historic: boolean;
  readonly amount: DealAmount;
  /** What was paid back to the client, in the deal's currency: lowers credit and commission (R9). */
  readonly refunded: Money | null;
  /** Day of the client's first payment: makes commission payable (R9). */
  readonly clientPaidOn: Day | null;
};

export type DealAmount =
  /** Nobody has typed an amount: credit without a figure, settled when it arrives. */
  | { readonly kind: 'missing' }
  /** What stands there is no amount of money; `words` say why. Credit without a figure until it is mended. */
  | { readonly kind: 'unreadable'; readonly words: string }
  /** `home` is null when no rate is known; never a silent 1:1. `rate` is HubSpot's, as text. */
  | {
      readonly kind: 'known';
      readonly inDeal: Money;
      readonly inHome: Money | null;
      readonly rate: string | null;
    };

/** One introduction of the deal's client. */
export type Referral = {
  readonly id: ReferralId;
  readonly name: string;
  readonly partnerId: PartnerId;
  readonly direction: Direction;
  readonly status: ReferralStatus;
  readonly referredOn: Day | null;
  readonly acceptedOn: Day | null;
  /** Day the record was made. */
  readonly recordedOn: Day;
  /** Date of a proof older than the record. */
  readonly evidenceOn: Day | null;
  /** Ids of the deals that made the client already ours at the referral date; empty when it was not, null until judged. */
  readonly alreadyOursBy: readonly DealId[] | null;
  readonly knownProspectAccepted: boolean;
  /** Stamped at acceptance; null before. */
  readonly window: { readonly days: number; readonly endsOn: Day } | null;
  /** History brought in from before the app was installed: exempt from the claim deadline (R11). */
  readonly imported: boolean;
  /** What client and partner share (a domain, a contact), in words: credits all the same, but is flagged. */
  readonly selfReferral: string | null;
};

/** A dated contact of a partner with the deal: the only thing that makes influence. */
export type Touch = {
  readonly partnerId: PartnerId;
  readonly kind: TouchKind;
  readonly on: Day;
  /** Day the record of it was made. */
  readonly recordedOn: Day;
  /** Record id of the activity or referral behind it. */
  readonly sourceId: string;
};

/** What the rules need of a partner. */
export type Partner = {
  readonly id: PartnerId;
  readonly name: string;
  /** Value of `primary_type`. */
  readonly type: string;
  readonly stage: PartnerStage | null;
  readonly agreementStatus: AgreementStatus | null;
  readonly endedOn: Day | null;
  /** Overrides the policy's tail. */
  readonly tailDays: number | null;
};

/** A label `Sourced by` or `Influenced by` that a person put on the deal: shown, never credited by itself (R13). */
export type Claim = { readonly partnerId: PartnerId; readonly role: 'sourced' | 'influenced' };

export type Evidence = {
  readonly deal: Deal;
  readonly referrals: readonly Referral[];
  /** Activities only; referrals are made touches by the rules. */
  readonly touches: readonly Touch[];
  readonly claims: readonly Claim[];
  readonly partners: ReadonlyMap<PartnerId, Partner>;
  /** Per referral, its first project among the *other* won deals of the client. */
  readonly otherProjects: ReadonlyMap<ReferralId, FirstProject>;
  /** What a person decided on this deal. */
  readonly override: OverrideInput;
};

/** States of a received referral in which it can credit (R10). */
export const ACCEPTED_STATUSES: ReadonlySet<ReferralStatus> = new Set([
  'accepted',
  'contacted',
  'qualified',
  'deal_open',
  'won',
  'lost',
]);

/** Accepted: received, in one of the accepted states, with the day known (R10). Nothing else ever credits. */
export function isAccepted(referral: Pick<Referral, 'direction' | 'status' | 'acceptedOn'>): boolean {
  return hasAcceptedStatus(referral) && referral.acceptedOn !== null;
}

export function hasAcceptedStatus(referral: Pick<Referral, 'direction' | 'status'>): boolean {
  return referral.direction === 'received' && ACCEPTED_STATUSES.has(referral.status);
}
