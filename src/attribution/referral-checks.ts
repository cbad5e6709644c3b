import { addDays, type Day, formatDay } from '../calendar.ts';
import type { PartnerId, ReferralId } from '../ids.ts';
import type { Direction, IntegrityFinding, ReferralStatus } from '../vocabulary.ts';
import { isAccepted } from './evidence.ts';

/** A referral with what depends on it. */
export type CheckedReferral = {
  readonly id: ReferralId;
  readonly name: string;
  readonly direction: Direction;
  readonly status: ReferralStatus;
  readonly referredOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly windowDays: number | null;
  readonly partnerId: PartnerId | null;
  readonly companyIds: readonly string[];
  readonly contactIds: readonly string[];
  /** The partner's own company. */
  readonly partnerCompanyId: string | null;
  /** Days for which nobody else may claim the client. */
  readonly protectionDays: number;
  /** Deals bound to it. */
  readonly deals: number;
  /** What client and partner share, in words; null or absent when nothing. */
  readonly selfReferral?: string | null;
};

export type ReferralMismatch = { readonly code: IntegrityFinding; readonly words: string };

const STILL_OPEN: ReadonlySet<ReferralStatus> = new Set(['accepted', 'contacted', 'qualified']);

/** Checks of one referral by itself (attribution §14). `test` and `duplicate` are nobody's concern. */
export function referralChecks(referral: CheckedReferral, today: Day): ReferralMismatch[] {
  const { name, direction, status, deals } = referral;
  if (status === 'test' || status === 'duplicate' || status === 'declined') return [];
  const say = (when: boolean, code: IntegrityFinding, words: string): ReferralMismatch[] =>
    when ? [{ code, words: `Referral ${name} ${words}` }] : [];
  const endsOn = windowEnd(referral);
  const missing = missingParts(referral);
  const received = direction === 'received';
  const self = selfWords(referral);
  return [
    ...say(missing !== '', 'incomplete', `has no ${missing}: nobody can be credited for it.`),
    ...say(
      received && status === 'won' && deals === 0,
      'won_referral_without_deal',
      'is won, but no deal is bound to it.',
    ),
    ...say(
      received && STILL_OPEN.has(status) && endsOn !== null && endsOn < today,
      'window_over_still_open',
      `is still open, and its window ended on ${endsOn === null ? '' : formatDay(endsOn)}.`,
    ),
    ...(self === null ? [] : [{ code: 'self_referral' as const, words: `Referral ${name}${self}` }]),
  ];
}

function selfWords({ referredOn, partnerId, partnerCompanyId, companyIds, selfReferral }: CheckedReferral) {
  if (partnerId !== null && partnerCompanyId !== null && companyIds.includes(partnerCompanyId))
    return `${referredOn === null ? '' : ` of ${formatDay(referredOn)}`} names the partner’s own company as the client.`;
  return selfReferral == null ? null : `: ${selfReferral}. It is credited all the same.`;
}

function windowEnd({ acceptedOn, windowDays }: CheckedReferral): Day | null {
  return acceptedOn === null || windowDays === null ? null : addDays(acceptedOn, windowDays);
}

function missingParts({ referredOn, partnerId, companyIds, contactIds }: CheckedReferral): string {
  return [
    ...(referredOn === null ? ['date'] : []),
    ...(partnerId === null ? ['partner'] : []),
    ...(companyIds.length + contactIds.length === 0 ? ['client'] : []),
  ].join(', no ');
}

/**
 * Referrals of one client that were accepted while another partner's earlier one was protected (R14). The earlier one
 * keeps its claim; the later is perhaps a duplicate.
 */
export function protectionConflicts(
  ofClient: readonly CheckedReferral[],
): { readonly id: ReferralId; readonly words: string }[] {
  const accepted = ofClient
    .flatMap((each) => (isAccepted(each) && each.acceptedOn !== null ? [{ each, on: each.acceptedOn }] : []))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  return accepted.flatMap(({ each, on }, place) => {
    const holder = accepted
      .slice(0, place)
      .find(
        (earlier) =>
          earlier.each.partnerId !== each.partnerId && on <= addDays(earlier.on, earlier.each.protectionDays),
      );
    if (holder === undefined) return [];
    const until = formatDay(addDays(holder.on, holder.each.protectionDays));
    const words = `Referral ${each.name} was accepted while ${holder.each.name} of another partner protects the client until ${until}. Set it to duplicate?`;
    return [{ id: each.id, words }];
  });
}
