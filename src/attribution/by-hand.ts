import { type Day, formatDay } from '../calendar.ts';
import type { PartnerId } from '../ids.ts';
import type { Evidence, Referral } from './evidence.ts';
import { byClaim } from './order.ts';
import type { Override, OverrideReason, TypedShare } from './override.ts';
import { creditProblems } from './override-problems.ts';
import type { Part } from './part.ts';
import { ROLES } from './role.ts';
import type { Automatic } from './rules.ts';
import type { Verdict } from './verdict.ts';

/** An override that is in force, as a decision shows it. */
export type InForce = {
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
  /** Day of it in the portal's time zone. */
  readonly on: Day;
  readonly until: Day | null;
  readonly reason: OverrideReason;
  readonly credit: NonNullable<Override['credit']>;
};

/**
 * The override that decides the credit of a deal today: signed, usable, about credit, and not over. It is over at
 * 00:00 portal time of the day it names (R16).
 */
export function inForce({ override: input }: Pick<Evidence, 'override'>, today: Day): InForce | null {
  if (input.kind !== 'valid') return null;
  const { credit, by, at, until, reason } = input.override;
  if (credit === null || creditProblems(credit).length > 0) return null;
  if (until !== null && today >= until) return null;
  return { by, at, on: input.decidedOn, until, reason, credit };
}

/** Parts as a person typed them: sourced first, then in the person's order; shares are the weights. */
export function partsByHand(
  shares: readonly TypedShare[],
  override: InForce,
  evidence: Evidence,
  { binding }: Automatic,
): Part[] {
  const words = `${wordsOfAuthor(override)}, by hand`;
  return shares
    .map(({ partnerId, role, share }): Part => {
      const own =
        binding?.referral.partnerId === partnerId ? binding.referral : earliestOf(partnerId, evidence);
      const referralId = role === 'influenced' ? null : (own?.id ?? null);
      return { partnerId, role, weight: BigInt(share), referralId, words };
    })
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}

/** The referral a partner's part goes back to where the rules bound none: its first received one. */
function earliestOf(partnerId: PartnerId, { referrals }: Evidence): Referral | undefined {
  return referrals
    .filter((referral) => referral.partnerId === partnerId && referral.direction === 'received')
    .sort(byClaim)[0];
}

/** The sourced part with the largest share, the earlier one of equals: whom the deal is bound to (R2). */
export function sourceByHand(parts: readonly Part[]): Part | null {
  const sources = parts.filter(({ role }) => role !== 'influenced');
  return sources.reduce<Part | null>(
    (largest, part) => (largest === null || part.weight > largest.weight ? part : largest),
    null,
  );
}

export function verdictsByHand(parts: readonly Part[], { by, reason }: InForce): Verdict[] {
  return parts.map(({ partnerId, role }) => ({
    ...{ evidence: 'override', sourceId: by, partnerId, outcome: role, code: 'set-by-hand' },
    words: reasonWords(reason),
  }));
}

/** `Rae Ruiz on 3 Mar 2026`; ids of users and workflows say what they are. */
function wordsOfAuthor({ by, on }: Pick<InForce, 'by' | 'on'>): string {
  return `${authorName(by)} on ${formatDay(on)}`;
}

/** Who decided, as a sentence begins: a user id becomes `User 42`, `workflow:7` becomes `Workflow 7`. */
export function authorName(by: string): string {
  if (/^\d+$/.test(by)) return `User ${by}`;
  const workflow = /^workflow:(.+)$/.exec(by)?.[1];
  return workflow === undefined ? by : `Workflow ${workflow}`;
}

/** `agreed split: each brought half the team`. */
export function reasonWords({ code, text }: OverrideReason): string {
  const typed = text.trim().replace(/[.\s]+$/, '');
  if (typed === '') return code.replaceAll('_', ' ');
  return code === 'other' ? typed : `${code.replaceAll('_', ' ')}: ${typed}`;
}
