import { type Day, formatDay } from '../calendar.ts';
import type { DealId, PartnerId, ReferralId } from '../ids.ts';
import { formatMoney } from '../money.ts';
import type { IntegrityFinding } from '../vocabulary.ts';
import type { Decision } from './decide.ts';
import { type Deal, type DealAmount, type Evidence, hasAcceptedStatus, isAccepted } from './evidence.ts';
import { creditProblems } from './override-problems.ts';
import { missingEnd } from './qualify.ts';
import { rateFits } from './rate.ts';

/** Something that a person should look at: on which record, and a sentence that says what to do. */
export type Finding = {
  readonly code: IntegrityFinding;
  readonly on:
    | { readonly kind: 'deal'; readonly id: DealId }
    | { readonly kind: 'referral'; readonly id: ReferralId }
    | { readonly kind: 'partner'; readonly id: PartnerId };
  readonly words: string;
};

/**
 * What is wrong or odd about one deal and its evidence (attribution §14 and the rulings that name findings). A deal no
 * partner has to do with has none. Nothing here changes a credit.
 */
export function findings(evidence: Evidence, decision: Decision, today: Day): Finding[] {
  if (decision.attribution === 'untouched' && evidence.override.kind === 'none') return [];
  return [
    ...(decision.parts.length === 0 ? [] : ofDeal(evidence, today)),
    ...ofOverride(evidence),
    ...ofProposals(decision),
    ...ofReferrals(evidence, decision),
    ...ofPartners(evidence, decision),
  ];
}

function ofDeal({ deal }: Evidence, today: Day): Finding[] {
  const { amount, closedOn, won } = deal;
  const say = (when: boolean, code: IntegrityFinding, words: string): Finding[] =>
    when ? [{ code, on: { kind: 'deal', id: deal.id }, words }] : [];
  return [
    ...say(
      deal.wonOutsidePipelines,
      'won_outside_pipelines',
      'It was won in a pipeline that the rules leave out: nobody is credited for it.',
    ),
    ...say(won && closedOn === null, 'incomplete', 'It is won but has no close date, so nobody is credited.'),
    ...(won && closedOn !== null
      ? say(
          closedOn > today,
          'close_date_in_future',
          `It is won, but its close date is in the future (${formatDay(closedOn)}).`,
        )
      : []),
    ...say(
      won && amount.kind === 'missing',
      'amount_missing',
      'It is won without an amount: the credit has no figure until one is typed.',
    ),
    ...amountProblems(deal).flatMap((words) => say(true, 'negative_amount', words)),
    ...(won ? rateProblems(amount).flatMap(([code, words]) => say(true, code, words)) : []),
  ];
}

function amountProblems({ amount, refunded }: Deal): string[] {
  if (amount.kind === 'missing') return [];
  if (amount.kind === 'unreadable')
    return [`The amount cannot be used: ${amount.words}. The credit has no figure until it is mended.`];
  const { inDeal } = amount;
  if (inDeal.minor < 0n) return [`The amount is negative (${formatMoney(inDeal)}): the credit is 0.`];
  if (refunded === null || refunded.minor <= inDeal.minor) return [];
  return [
    `More was refunded (${formatMoney(refunded)}) than the deal is worth (${formatMoney(inDeal)}): the credit is 0.`,
  ];
}

function rateProblems(amount: DealAmount): [IntegrityFinding, string][] {
  if (amount.kind !== 'known') return [];
  const { inDeal, inHome, rate } = amount;
  if (inHome === null)
    return [
      [
        'rate_missing',
        `HubSpot has no exchange rate for ${inDeal.currency}: the amount in company currency stays empty.`,
      ],
    ];
  if (rateFits(amount)) return [];
  const words = `${formatMoney(inDeal)} at ${rate} is not ${formatMoney(inHome)}, which is HubSpot's figure and stands: the rate may belong to another currency.`;
  return [['rate_of_other_currency', words]];
}

function ofOverride({ deal, override: input }: Evidence): Finding[] {
  const on = { kind: 'deal', id: deal.id } as const;
  if (input.kind === 'none') return [];
  if (input.kind === 'unsigned')
    return [
      {
        code: 'unsigned_override',
        on,
        words: `partner_override is not ours and is not followed: ${input.words}.`,
      },
    ];
  const { credit, reason } = input.override;
  const problems = creditProblems(credit);
  const found: Finding[] = [];
  if (problems.length > 0) {
    const words = problems.map(({ words: each }) => each).join('; ');
    found.push({ code: 'shares_not_100', on, words: `What was set by hand cannot be followed: ${words}.` });
  }
  if (credit?.kind === 'shares' && reason.text.trim() === '')
    found.push({ code: 'locked_without_reason', on, words: 'The credit was set by hand without a reason.' });
  return found;
}

/** What a person may credit, one finding per piece of evidence. */
function ofProposals({ dealId, proposals }: Decision): Finding[] {
  const on = { kind: 'deal', id: dealId } as const;
  return proposals.map(({ partnerId, role, code, words }): Finding => {
    const finding = code === 'claim-without-evidence' ? 'claim_without_evidence' : 'claimed_late';
    return { code: finding, on, words: `Partner ${partnerId} could be ${role}: ${words}.` };
  });
}

function ofReferrals({ deal, referrals }: Evidence, { parts }: Decision): Finding[] {
  return referrals.flatMap((referral): Finding[] => {
    const { id, name } = referral;
    const on = { kind: 'referral', id } as const;
    const credited = parts.some(({ partnerId }) => partnerId === referral.partnerId);
    if (hasAcceptedStatus(referral) && referral.referredOn === null)
      return [
        {
          code: 'incomplete',
          on,
          words: `Referral ${name} has no date: type when it was made (referred_on).`,
        },
      ];
    if (!credited || !isAccepted(referral) || referral.selfReferral === null) return [];
    const words = `Referral ${name}: ${referral.selfReferral}. It is credited all the same.`;
    return [on, { kind: 'deal' as const, id: deal.id }].map((record) => ({
      ...{ code: 'self_referral', on: record, words },
    }));
  });
}

function ofPartners({ partners }: Evidence, { parts }: Decision): Finding[] {
  return [...new Set(parts.map(({ partnerId }) => partnerId))].flatMap((id): Finding[] => {
    const partner = partners.get(id);
    if (partner === undefined || missingEnd(partner) === '') return [];
    const words = `The partnership with ${partner.name} is over but has no end date: deals count without end until ended_on is typed.`;
    return [{ code: 'incomplete', on: { kind: 'partner', id }, words }];
  });
}
