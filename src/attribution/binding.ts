import { addMonths, formatDay } from '../calendar.ts';
import type { Deal, Evidence, Referral } from './evidence.ts';
import { byClaim } from './order.ts';
import type { Policy } from './policy.ts';
import { type FirstProject, isEarlier } from './project.ts';
import { judgePartner, judgeReferral } from './qualify.ts';
import type { Verdict } from './verdict.ts';

/** The referral a deal is bound to, and as what. */
export type Binding = {
  readonly referral: Referral;
  readonly role: 'sourced' | 'sourced_expansion';
  /** The deal qualifies by its own dates, not only as a later project of the client. */
  readonly qualifies: boolean;
  readonly words: string;
};

/**
 * Finds the referral that sourced the deal. The earliest accepted one that qualifies holds the claim; its first
 * won project is `sourced`, later ones within the expansion period are `sourced_expansion` (R7). A deal that no
 * referral qualifies for may still be an expansion of a client whose first project was won before it.
 */
export function bind(evidence: Evidence, policy: Policy): { binding: Binding | null; verdicts: Verdict[] } {
  const candidates = [...evidence.referrals].sort(byClaim);
  const verdicts: Verdict[] = [];
  let binding: Binding | null = null;
  for (const referral of candidates) {
    const judgement = judgeReferral(
      referral,
      evidence.deal,
      evidence.partners.get(referral.partnerId),
      policy,
    );
    if (binding !== null) {
      verdicts.push(verdict(referral, 'refused', heldWords(judgement, binding)));
    } else if (judgement.kind === 'refused') {
      verdicts.push(verdict(referral, 'refused', judgement));
    } else {
      binding = project(referral, judgement.words, evidence, policy);
      verdicts.push(
        binding === null
          ? verdict(referral, 'refused', expansionEnded(referral, evidence))
          : verdict(referral, binding.role, { code: 'qualifies', words: binding.words }),
      );
    }
  }
  if (binding !== null) return { binding, verdicts };
  return bindExpansion(candidates, verdicts, evidence, policy);
}

/** `sourced` when no other project of the referral came first, else `sourced_expansion` while the period runs. */
function project(
  referral: Referral,
  words: string,
  { deal, otherProjects }: Evidence,
  policy: Policy,
): Binding | null {
  const first = otherProjects.get(referral.id);
  if (first === undefined || comesBefore(deal, first))
    return { referral, role: 'sourced', qualifies: true, words };
  if (!withinExpansion(deal, first, policy)) return null;
  return { referral, role: 'sourced_expansion', qualifies: true, words: expansionWords(referral, first) };
}

function bindExpansion(
  candidates: Referral[],
  verdicts: Verdict[],
  evidence: Evidence,
  policy: Policy,
): { binding: Binding | null; verdicts: Verdict[] } {
  const { deal, otherProjects, partners } = evidence;
  for (const referral of candidates) {
    const first = otherProjects.get(referral.id);
    if (first === undefined || comesBefore(deal, first) || !withinExpansion(deal, first, policy)) continue;
    if (judgePartner(partners.get(referral.partnerId), deal, policy) !== undefined) continue;
    const words = expansionWords(referral, first);
    const bound = verdict(referral, 'sourced_expansion', { code: 'first-project-won-before', words });
    return {
      binding: { referral, role: 'sourced_expansion', qualifies: false, words },
      verdicts: verdicts.map((each) => (each.sourceId === referral.id ? bound : each)),
    };
  }
  return { binding: null, verdicts };
}

/** A deal that is not won yet comes after every won one. */
function comesBefore(deal: Deal, first: FirstProject): boolean {
  if (!deal.won || deal.closedOn === null) return false;
  return isEarlier({ dealId: deal.id, closedOn: deal.closedOn }, first);
}

function withinExpansion(deal: Deal, first: FirstProject, policy: Policy): boolean {
  const until = addMonths(first.closedOn, policy.expansionMonths);
  return (deal.closedOn ?? deal.startedOn) <= until;
}

function expansionWords(referral: Referral, first: FirstProject): string {
  return `referral ${referral.name}, first project won ${formatDay(first.closedOn)}`;
}

function expansionEnded(referral: Referral, { otherProjects }: Evidence): Pick<Verdict, 'code' | 'words'> {
  const first = otherProjects.get(referral.id);
  const won = first === undefined ? '' : ` ${formatDay(first.closedOn)}`;
  return {
    code: 'expansion-ended',
    words: `the first project was won${won}; later ones need a new referral`,
  };
}

function heldWords(
  judgement: ReturnType<typeof judgeReferral>,
  binding: Binding,
): Pick<Verdict, 'code' | 'words'> {
  if (judgement.kind === 'refused') return judgement;
  return {
    code: 'earlier-referral-holds',
    words: `referral ${binding.referral.name} was accepted earlier and holds the claim`,
  };
}

function verdict(
  referral: Referral,
  outcome: Verdict['outcome'],
  why: Pick<Verdict, 'code' | 'words'>,
): Verdict {
  return {
    evidence: 'referral',
    sourceId: referral.id,
    partnerId: referral.partnerId,
    outcome,
    code: why.code,
    words: why.words,
  };
}
