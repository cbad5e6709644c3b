import { addDays, type Day, formatDay } from '../calendar.ts';
import { compareIds, type PartnerId } from '../ids.ts';
import type { Binding } from './binding.ts';
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
  const activities = evidence.touches.map((touch) => ({ ...touch, enteredOn: touch.recordedOn }));
  for (const touch of [...activities, ...referralTouches(evidence)].sort(byDate)) {
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

/** `enteredOn`: the day from which it can count: of a referral, not before it was accepted. */
type Dated = Touch & { readonly enteredOn: Day };

/** An accepted received referral is itself a touch, on the day of the introduction; not before it was judged. */
function referralTouches({ referrals }: Evidence): Dated[] {
  return referrals.flatMap((referral) => {
    const { partnerId, id, referredOn, recordedOn, acceptedOn } = referral;
    // Before it is judged whether the client was ours, nobody can say what it is.
    if (referral.alreadyOursBy === null && !referral.knownProspectAccepted) return [];
    if (!isAccepted(referral) || referredOn === null || acceptedOn === null) return [];
    const touch = { partnerId, kind: 'referral' as const, on: referredOn, sourceId: id };
    if (referral.imported) return [{ ...touch, recordedOn: referredOn, enteredOn: referredOn }];
    return [{ ...touch, recordedOn, enteredOn: acceptedOn > recordedOn ? acceptedOn : recordedOn }];
  });
}

function judgeTouch(
  touch: Dated,
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
  // The close date of a deal that is not won is only expected.
  const until = deal.won && deal.closedOn !== null ? deal.closedOn : today;
  if (touch.on < from || touch.on > until) {
    return refuse(
      'touch-outside-window',
      `${formatDay(touch.on)} is outside ${formatDay(from)} to ${formatDay(until)}`,
    );
  }
  const deadline = addDays(touch.on, policy.touchEntryDays);
  if (touch.recordedOn > deadline || touch.enteredOn >= addDays(until, policy.touchEntryDays)) {
    return refuse(
      'touch-entered-late',
      `entered ${formatDay(touch.enteredOn)}, too late after ${formatDay(touch.on)} (${policy.touchEntryDays} days): a person may credit it`,
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

/**
 * The touches of a deal with the referral that binds it, which always is one: its own window admits it, however long
 * before the look-back it was.
 */
export function withBinding(
  touches: readonly Touch[],
  binding: Binding | null,
): { touches: readonly Touch[]; bindingTouch: Touch | null } {
  if (binding === null) return { touches, bindingTouch: null };
  const { id, partnerId, referredOn, acceptedOn, recordedOn } = binding.referral;
  const on = referredOn ?? acceptedOn ?? recordedOn;
  const counted = touches.find(
    (touch) => touch.kind === 'referral' && touch.partnerId === partnerId && touch.on === on,
  );
  if (counted !== undefined) return { touches, bindingTouch: counted };
  const bindingTouch: Touch = { partnerId, kind: 'referral', on, recordedOn, sourceId: id };
  return { touches: [...touches, bindingTouch].sort(byDate), bindingTouch };
}

/** Partners in the order of their first touch. */
export function partnersOf(touches: readonly Touch[]): PartnerId[] {
  return [...new Set(touches.map((touch) => touch.partnerId))];
}
