import { formatDay } from '../calendar.ts';
import type { PartnerId } from '../ids.ts';
import { formatMoney } from '../money.ts';
import { authorName, reasonWords } from './by-hand.ts';
import type { Decision, Part } from './decide.ts';
import type { Deal } from './evidence.ts';
import { formatShare, sharesOf } from './part.ts';
import type { Model } from './policy.ts';

/**
 * The receipt of one partner's part in one sentence (attribution §12), as it stands on the credit record:
 * "Acme sourced this deal: referral R-104 accepted 3 Mar 2026, deal created 41 days later (window 180), won
 * 12 May 2026 for USD 8,640.00 at 0.9259 = EUR 8,000.00, primary model, policy v3." What a person decided, and what
 * the rules would say instead, follow in sentences of their own.
 */
export function receipt(part: Part, partnerName: string, decision: Decision, deal: Deal): string {
  return [sentence(part, partnerName, decision, deal), ...byHand(decision)].join(' ');
}

function sentence(part: Part, partnerName: string, decision: Decision, deal: Deal): string {
  const why = decision.locked ? '' : `: ${part.words}`;
  const share = decision.model === 'primary' ? [] : [`share ${shareOf(part, decision)}`];
  const facts = [
    `${partnerName} ${VERBS[part.role]} this deal${why}`,
    outcome(deal),
    MODEL_WORDS[decision.model],
    ...share,
    `policy v${decision.policyVersion}`,
  ];
  return `${facts.join(', ')}.`;
}

const VERBS = {
  sourced: 'sourced',
  sourced_expansion: 'brought the client of',
  influenced: 'influenced',
} as const;

/** What a model is called in a sentence. */
export const MODEL_WORDS: Readonly<Record<Model, string>> = {
  primary: 'primary model',
  first: 'first-touch model',
  last: 'last-touch model',
  linear: 'linear model',
  position_based: 'position-based model',
  time_decay: 'time-decay model',
  w_shaped: 'W-shaped model',
  role_weighted: 'role-weighted model',
  fixed: 'shares set by hand',
};

function shareOf(part: Part, { parts }: Decision): string {
  return formatShare(sharesOf(parts)[parts.indexOf(part)] ?? 0);
}

/** The receipt of the whole deal, as stamped on it: its parts, or why nobody was credited. */
export function dealReceipt(decision: Decision, deal: Deal, nameOf: (partner: PartnerId) => string): string {
  const [first, ...others] = decision.parts;
  if (first !== undefined) {
    const also = others.map((part) => alsoWords(part, nameOf(part.partnerId), decision));
    return [
      sentence(first, nameOf(first.partnerId), decision, deal),
      ...also.map((words) => `${words}.`),
      ...outside(deal),
      ...byHand(decision),
    ].join(' ');
  }
  if (decision.override !== null) return ['No credit.', ...byHand(decision)].join(' ');
  const refused = decision.verdicts.map((verdict) => `${nameOf(verdict.partnerId)}: ${verdict.words}`);
  return refused.length === 0 ? 'No partner is linked to this deal.' : `No credit. ${refused.join('; ')}.`;
}

/** `Birch influenced it (co sell 5 Mar 2026)`; under other models than primary with the share. */
function alsoWords(part: Part, name: string, decision: Decision): string {
  const share = decision.model === 'primary' ? [] : [shareOf(part, decision)];
  const words = decision.locked ? share : [part.words, ...share];
  const verb = part.role === 'sourced_expansion' ? 'brought its client too' : `${part.role} it`;
  return `${name} ${verb} (${words.join(', ')})`;
}

/** `Rae Ruiz set this by hand on 3 Mar 2026: agreed split. Automation would say: …` */
function byHand({ override, automation, locked, model }: Decision): string[] {
  if (override === null) return [];
  const what = locked ? 'set this by hand' : `chose the ${MODEL_WORDS[model]} for this deal`;
  const until = override.until === null ? '' : `, until ${formatDay(override.until)}`;
  const decided = `${authorName(override.by)} ${what} on ${formatDay(override.on)}${until}: ${reasonWords(override.reason)}.`;
  return automation === null ? [decided] : [decided, `Automation would say: ${automation.sentence}`];
}

function outside({ wonOutsidePipelines }: Deal): string[] {
  return wonOutsidePipelines ? ['It was won in a pipeline that does not count.'] : [];
}

function outcome(deal: Deal): string {
  if (!deal.won || deal.closedOn === null) return 'not won yet';
  const { amount } = deal;
  const historic = deal.historic ? ' (closed before it was created in HubSpot)' : '';
  const won = `won ${formatDay(deal.closedOn)}${historic}`;
  if (amount.kind === 'missing') return `${won}, amount missing`;
  if (amount.kind === 'unreadable') return `${won}, ${amount.words}`;
  if (amount.inHome === null) return `${won} for ${formatMoney(amount.inDeal)}, rate missing`;
  if (amount.inHome.currency === amount.inDeal.currency) return `${won} for ${formatMoney(amount.inDeal)}`;
  const rate = amount.rate === null ? '' : ` at ${amount.rate}`;
  return `${won} for ${formatMoney(amount.inDeal)}${rate} = ${formatMoney(amount.inHome)}`;
}
