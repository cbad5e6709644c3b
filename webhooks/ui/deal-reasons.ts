import type { DecidedDealCard } from '../../extensions/src/app/cards/contract/deal-card.ts';
import type { Verdict } from '../../src/attribution/verdict.ts';
import { INTEGRITY_FINDING_LABELS } from '../../src/hubspot/schema/objects/integrity-findings.ts';
import type { DealStory } from '../../src/jobs/deal-story.ts';
import type { AuditedDeed } from '../../src/store/audit.ts';
import { bounded, type Size } from './bounded.ts';
import { actorWords, partnerIn, percent } from './deal-money.ts';
import type { Sight } from './deal-sight.ts';
import { DEED_WORDS } from './words.ts';

type Shown = Pick<DecidedDealCard, 'considered' | 'windows' | 'proposals' | 'findings' | 'deeds'>;

/** Why it is so: evidence credited and refused, windows, what could be credited, what is wrong, and who did what. */
export function reasonsOf(story: DealStory, sight: Sight, { items }: Size): Shown {
  const { verdicts, proposals } = story.deal.decision;
  return {
    considered: bounded([...verdicts].sort(creditedFirst), items, (each) => ({
      ...{ evidence: each.evidence, sourceId: each.sourceId, outcome: each.outcome, code: each.code },
      ...{ partner: partnerIn(story, sight, each.partnerId), words: sight.text(each.words) },
    })),
    windows: bounded(
      story.windows,
      items,
      ({ referral, endsOn, dealBeganOn, daysUntilDeal, inside, words }) => ({
        ...{ referralId: referral.id, name: sight.text(referral.name), acceptedOn: referral.acceptedOn },
        ...{ days: referral.windowDays, endsOn, dealBeganOn, daysUntilDeal, inside },
        words: sight.text(words),
      }),
    ),
    proposals: bounded(proposals, items, ({ partnerId, role, code, sourceId, words, credit }) => ({
      ...{ partner: partnerIn(story, sight, partnerId), role, code, sourceId, words: sight.text(words) },
      shares:
        credit?.kind === 'shares'
          ? credit.shares.map((each) => ({
              ...{ partner: partnerIn(story, sight, each.partnerId), role: each.role },
              share: percent(each.share),
            }))
          : null,
    })),
    findings: bounded(story.findings, items, ({ code, on, words }) => ({
      ...{ code, title: INTEGRITY_FINDING_LABELS[code] ?? titleOf(code), on: { kind: on.kind, id: on.id } },
      words: code === 'stamp_refused' ? sight.quoted(words) : sight.text(words),
    })),
    deeds: bounded(story.deeds, items, (deed) => ({
      ...{ at: deed.at.toISOString(), by: actorWords(deed.actor), action: deed.action },
      words: sight.text(deedWords(deed)),
    })),
  };
}

function creditedFirst(a: Verdict, b: Verdict): number {
  return Number(a.outcome === 'refused') - Number(b.outcome === 'refused');
}

/** `amount_missing` -> `Amount missing`. */
function titleOf(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');
}

function deedWords({ action, details }: AuditedDeed): string {
  const what = DEED_WORDS[action] ?? action.replaceAll('-', ' ');
  const { reason } = details;
  return typeof reason === 'string' ? `${what}: ${reason}` : what;
}
