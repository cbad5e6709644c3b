import type { Amount } from '../attribution/figure.ts';
import { formatMoney } from '../money.ts';
import type { DecidedDeal } from '../store/deals.ts';
import type { PostedEntry, StoredCredit } from '../store/ledger.ts';
import type { Parked } from '../store/parked.ts';

export type Told = {
  readonly deal: DecidedDeal;
  readonly credits: readonly StoredCredit[];
  readonly entries: readonly PostedEntry[];
  readonly parked: readonly Parked[];
};

/** A deal's whole story in lines for a person. */
export function dealReceiptLines({ deal, credits, entries, parked }: Told): string[] {
  const { attribution, verdicts, model, policyVersion } = deal.decision;
  return [
    `${deal.name} (deal ${deal.id}): ${attribution}, ${model} model, policy v${policyVersion}`,
    deal.receipt,
    ...section(
      'Considered',
      verdicts.map(
        (each) =>
          `${each.outcome.padEnd(17)} ${each.evidence} ${each.sourceId}: ${each.words} [${each.code}]`,
      ),
    ),
    ...section(
      'Credits now',
      credits.map(
        (each) =>
          `${each.creditKey}  ${each.status}  ${shareOf(each.share)}  ${money(each.amount)} = ${money(each.home)}`,
      ),
    ),
    ...section('Ledger, as posted', entries.map(entryLine)),
    ...section(
      'Waiting for a person',
      parked.map(
        (each) => `${each.kind}: ${each.message} [${each.code}, since ${each.parkedAt.toISOString()}]`,
      ),
    ),
  ];
}

function entryLine(each: PostedEntry): string {
  const when = each.postedAt.toISOString();
  const change = `${money(each.amount)} = ${money(each.home)}`;
  return `${when}  ${each.kind.padEnd(8)} ${each.creditKey} #${each.sequence}  ${change}  → ${each.status}, by ${each.actor}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function shareOf(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2)} %`;
}

function money({ known, ...amount }: Amount): string {
  return known ? formatMoney(amount) : `${amount.currency} not known`;
}
