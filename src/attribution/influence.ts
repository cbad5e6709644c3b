import { addDays, type Day, formatDay } from '../calendar.ts';
import { compareIds, type PartnerId } from '../ids.ts';
import { type Evidence, isAccepted, type Touch } from './evidence.ts';
import type { Policy } from './policy.ts';
import { judgePartner } from './qualify.ts';
import type { Verdict } from './verdict.ts';

/**
 * The dated touches that count for a deal, oldest first, one per partner, day and kind (R15).
 * No dated touch, no influence.
 */
export function countTouches(
  evidence: Evidence,
  policy: Policy,
  today: Day,
): { touches: Touch[]; verdicts: Verdict[] } {
  const seen = new Set<string>();
  const touches: Touch[] = [];
  const verdicts: Verdict[] = [];
  for (const touch of [...evidence.touches, ...referralTouches(evidence)].sort(byDate)) {
    const refusal = judgeTouch(touch, evidence, policy, today);
    const key = `${touch.partnerId}|${touch.on}|${touch.kind}`;
    if (refusal !== undefined) {
      if (touch.kind !== 'referral') verdicts.push(refusal);
    } else if (!seen.has(key)) {
      seen.add(key);
      touches.push(touch);
    }
  }
  return { touches, verdicts };
}

/** An accepted received referral is itself a touch, on the day of the introduction. */
function referralTouches({ referrals }: Evidence): Touch[] {
  return referrals.flatMap((referral) =>
    isAccepted(referral) && referral.referredOn !== null
      ? [
          {
            partnerId: referral.partnerId,
            kind: 'referral' as const,
            on: referral.referredOn,
            recordedOn: referral.imported ? referral.referredOn : referral.recordedOn,
            sourceId: referral.id,
          },
        ]
      : [],
  );
}

function judgeTouch(
  touch: Touch,
  { deal, partners }: Evidence,
  policy: Policy,
  today: Day,
): Verdict | undefined {
  const refuse = (code: Verdict['code'], words: string): Verdict => ({
    evidence: 'touch',
    sourceId: touch.sourceId,
    partnerId: touch.partnerId,
    outcome: 'refused',
    code,
    words,
  });
  const partner = judgePartner(partners.get(touch.partnerId), deal, policy);
  if (partner?.kind === 'refused') return refuse(partner.code, partner.words);
  if (!policy.touchKinds.has(touch.kind)) {
    return refuse('touch-kind-off', `touches of kind ${touch.kind} are switched off`);
  }
  const from = addDays(deal.startedOn, -policy.influenceLookBackDays);
  const until = deal.closedOn ?? today;
  if (touch.on < from || touch.on > until) {
    return refuse(
      'touch-outside-window',
      `${formatDay(touch.on)} is outside ${formatDay(from)} to ${formatDay(until)}`,
    );
  }
  const deadline = addDays(touch.on, policy.touchEntryDays);
  if (touch.recordedOn > deadline || touch.recordedOn >= addDays(until, policy.touchEntryDays)) {
    return refuse(
      'touch-entered-late',
      `entered ${formatDay(touch.recordedOn)}, more than ${policy.touchEntryDays} days later: a person may credit it`,
    );
  }
  return undefined;
}

/** Equal dates: the referral first, then the record id. */
function byDate(a: Touch, b: Touch): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  if ((a.kind === 'referral') !== (b.kind === 'referral')) return a.kind === 'referral' ? -1 : 1;
  return compareIds(a.sourceId, b.sourceId);
}

/** Partners in the order of their first touch. */
export function partnersOf(touches: readonly Touch[]): PartnerId[] {
  return [...new Set(touches.map((touch) => touch.partnerId))];
}
