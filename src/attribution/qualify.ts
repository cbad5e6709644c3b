import { addDays, type Day, daysBetween, formatDay } from '../calendar.ts';
import { type Deal, isAccepted, type Partner, type Referral } from './evidence.ts';
import type { Policy } from './policy.ts';
import type { VerdictCode } from './verdict.ts';

export type Judgement =
  | { readonly kind: 'qualifies'; readonly words: string }
  | { readonly kind: 'refused'; readonly code: VerdictCode; readonly words: string };

/** Whether a referral sources a deal by itself: the rules of attribution §2 made exact by R10, R11, R12, R14. */
export function judgeReferral(
  referral: Referral,
  deal: Deal,
  partner: Partner | undefined,
  policy: Policy,
): Judgement {
  return (
    judgePartner(partner, deal, policy) ??
    judgeAcceptance(referral) ??
    judgeDates(referral, deal) ??
    judgeOwnership(referral) ??
    judgeEntry(referral, deal, policy) ?? {
      kind: 'qualifies',
      words: windowArithmetic(referral, deal) + missingEnd(partner),
    }
  );
}

/**
 * A declined partner never credits; one that is ended, or whose agreement is, only for deals started within its tail
 * (R14). A partner that came back is not ended, whatever day is still on it.
 */
export function judgePartner(
  partner: Partner | undefined,
  deal: Deal,
  policy: Policy,
): Judgement | undefined {
  if (partner === undefined) return refused('partner-unknown', 'the partner record was not found');
  if (partner.stage === 'declined')
    return refused('partner-declined', `${partner.name} was declined as a partner`);
  if (partner.endedOn === null || !isOver(partner)) return undefined;
  const until = addDays(partner.endedOn, partner.tailDays ?? policy.tailDays);
  if (deal.startedOn <= until) return undefined;
  return refused(
    'partner-ended',
    `the partnership ended ${formatDay(partner.endedOn)}; deals count until ${formatDay(until)}`,
  );
}

/** Said where a partner counts only because nobody typed the day on which it ended. */
export function missingEnd(partner: Partner | undefined): string {
  if (partner === undefined || partner.endedOn !== null || !isOver(partner)) return '';
  return ` (the partnership is over but has no end date, so its tail never ends)`;
}

/** The partnership has ended, or its agreement has. */
export function isOver({ stage, agreementStatus }: Pick<Partner, 'stage' | 'agreementStatus'>): boolean {
  return stage === 'ended' || agreementStatus === 'terminated' || agreementStatus === 'expired';
}

function judgeAcceptance(referral: Referral): Judgement | undefined {
  if (referral.direction === 'sent') return refused('sent', 'we sent this client to the partner');
  if (referral.referredOn === null) return refused('incomplete', 'the referral has no date (referred_on)');
  if (isAccepted(referral)) return undefined;
  return refused('not-accepted', `the referral is not accepted (status ${referral.status})`);
}

function judgeDates(referral: Referral, deal: Deal): Judgement | undefined {
  const referredOn = known(referral.referredOn);
  if (referredOn > deal.startedOn) {
    return refused(
      'referred-after-deal-start',
      `referred ${formatDay(referredOn)}, after the deal began ${formatDay(deal.startedOn)}`,
    );
  }
  if (referral.window === null) return refused('incomplete', 'the referral has no window yet');
  if (deal.startedOn <= referral.window.endsOn) return undefined;
  return refused(
    'window-ended',
    `the deal began ${formatDay(deal.startedOn)}, after the window of ${referral.window.days} days ended ${formatDay(referral.window.endsOn)}`,
  );
}

function judgeOwnership(referral: Referral): Judgement | undefined {
  if (referral.knownProspectAccepted) return undefined;
  if (referral.alreadyOursBy === null) {
    return refused('incomplete', 'it is not judged yet whether the client was already ours');
  }
  if (referral.alreadyOursBy.length === 0) return undefined;
  return refused(
    'already-ours',
    `the client was already ours when referred (deal ${referral.alreadyOursBy.join(', ')}; one reopened since then counts as open)`,
  );
}

/** Claim deadline: entered in time, or with dated proof older than the deal (R11). */
function judgeEntry(referral: Referral, deal: Deal, policy: Policy): Judgement | undefined {
  if (referral.imported) return undefined;
  const entered = latest(referral.recordedOn, known(referral.acceptedOn));
  if (entered <= deal.startedOn) return undefined;
  const deadline = addDays(deal.startedOn, policy.claimDeadlineDays);
  if (entered > deadline) {
    return refused(
      'entered-late',
      `entered ${formatDay(entered)}, after the claim deadline ${formatDay(deadline)}: a person may credit it`,
    );
  }
  if (referral.evidenceOn !== null && referral.evidenceOn <= deal.startedOn) return undefined;
  return refused(
    'no-dated-proof',
    `entered ${formatDay(entered)}, after the deal began, without a proof dated ${formatDay(deal.startedOn)} or before`,
  );
}

/** `accepted 3 Mar 2026, deal created 41 days later (window 180)`. */
function windowArithmetic(referral: Referral, deal: Deal): string {
  const acceptedOn = known(referral.acceptedOn);
  const days = daysBetween(acceptedOn, deal.startedOn);
  const when =
    days === 0
      ? 'the same day'
      : `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'before'}`;
  return `referral ${referral.name} accepted ${formatDay(acceptedOn)}, deal created ${when} (window ${referral.window?.days})`;
}

function refused(code: VerdictCode, words: string): Judgement {
  return { kind: 'refused', code, words };
}

function latest(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function known(day: Day | null): Day {
  if (day === null) throw new Error('a date that was checked before is missing');
  return day;
}
