import { formatDay } from '../calendar.ts';
import type { PartnerId } from '../ids.ts';
import { formatMoney } from '../money.ts';
import type { Decision, Part } from './decide.ts';
import type { Deal } from './evidence.ts';

/**
 * The receipt of one partner's part in one sentence (attribution §12), as it stands on the credit record:
 * "Acme sourced this deal: referral R-104 accepted 3 Mar 2026, deal created 41 days later (window 180), won
 * 12 May 2026 for USD 8,640.00 at 0.9259 = EUR 8,000.00, primary model, policy v3."
 */
export function receipt(part: Part, partnerName: string, decision: Decision, deal: Deal): string {
  const facts = [
    `${partnerName} ${VERBS[part.role]} this deal: ${part.words}`,
    outcome(deal),
    `${decision.model} model`,
    `policy v${decision.policyVersion}`,
  ];
  return `${facts.join(', ')}.`;
}

const VERBS = {
  sourced: 'sourced',
  sourced_expansion: 'brought the client of',
  influenced: 'influenced',
} as const;

/** The receipt of the whole deal, as stamped on it: its parts, or why nobody was credited. */
export function dealReceipt(decision: Decision, deal: Deal, nameOf: (partner: PartnerId) => string): string {
  const [first, ...others] = decision.parts;
  if (first !== undefined) {
    const also = others.map((part) => `${nameOf(part.partnerId)} influenced it (${part.words})`);
    return [
      receipt(first, nameOf(first.partnerId), decision, deal),
      ...also.map((words) => `${words}.`),
    ].join(' ');
  }
  const refused = decision.verdicts.map((verdict) => `${nameOf(verdict.partnerId)}: ${verdict.words}`);
  return refused.length === 0 ? 'No partner is linked to this deal.' : `No credit. ${refused.join('; ')}.`;
}

function outcome(deal: Deal): string {
  if (!deal.won || deal.closedOn === null) return 'not won yet';
  const { amount } = deal;
  const won = `won ${formatDay(deal.closedOn)}`;
  if (amount.kind === 'missing') return `${won}, amount missing`;
  if (amount.kind === 'unreadable') return `${won}, ${amount.words}`;
  if (amount.inHome === null) return `${won} for ${formatMoney(amount.inDeal)}, rate missing`;
  if (amount.inHome.currency === amount.inDeal.currency) return `${won} for ${formatMoney(amount.inDeal)}`;
  const rate = amount.rate === null ? '' : ` at ${amount.rate}`;
  return `${won} for ${formatMoney(amount.inDeal)}${rate} = ${formatMoney(amount.inHome)}`;
}
