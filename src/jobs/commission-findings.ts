import type { Hold } from '../attribution/commission.ts';
import { afterEntries } from '../attribution/comparison.ts';
import type { WantedCredit } from '../attribution/credit.ts';
import type { Finding } from '../attribution/findings.ts';
import type { Credit, Entry } from '../attribution/ledger.ts';
import type { DealId, PartnerId } from '../ids.ts';

/** Why commissions of a deal wait for a person, one finding per reason. */
export function commissionFindings(
  dealId: DealId,
  wanted: readonly WantedCredit[],
  credits: readonly Credit[],
  entries: readonly Entry[],
  nameOf: (id: PartnerId) => string,
): Finding[] {
  const held = afterEntries(credits, entries).filter(({ hold }) => hold !== null);
  const reasons = Map.groupBy(held, ({ hold }) => hold);
  return [...reasons].flatMap(([hold, rows]) => {
    if (hold === null) return [];
    const names = [...new Set(rows.map(({ partnerId }) => nameOf(partnerId)))].join(', ');
    const currency = wanted.find(({ partnerId }) => partnerId === rows[0]?.partnerId)?.terms;
    const payout = currency?.kind === 'commission' ? currency.currency : 'the payout currency';
    return [{ code: hold, on: { kind: 'deal', id: dealId }, words: WORDS[hold](names, payout) }];
  });
}

const WORDS: Readonly<Record<Hold, (partners: string, currency: string) => string>> = {
  no_agreement: (partners) => `The commission of ${partners} waits: the agreement is not signed.`,
  rate_missing: (partners, currency) =>
    `The commission of ${partners} waits: nobody typed a rate into ${currency} in the settings.`,
  terms_invalid: (partners) =>
    `The commission of ${partners} waits: the terms on the partner cannot be used.`,
  lost_after_clawback: (partners) =>
    `The deal was lost after the clawback window. Commission of ${partners}: keep or reverse?`,
};
