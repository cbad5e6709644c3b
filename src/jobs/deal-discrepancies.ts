import { afterEntries, compareRevenue } from '../attribution/comparison.ts';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { formatMoney } from '../money.ts';
import type { StoredCredit } from '../store/ledger.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import type { IntegrityFinding } from '../vocabulary.ts';
import { CREDIT_VALUES } from './credit-edits.ts';
import { creditProperties } from './credit-record.ts';
import { dealStamps, labelChanges } from './deal-stamps.ts';
import { differences } from './differences.ts';
import type { DealPlan } from './plan-deals.ts';

/** Something about a deal that is not what the rules, or the ledger, say. */
export type Discrepancy = {
  readonly dealId: string;
  readonly kind: 'ledger' | 'credit-record' | 'stray-record' | 'label' | 'stamp';
  readonly words: string;
  /** Record in HubSpot that it is about, where that is a credit. */
  readonly recordId: string | null;
};

/** What HubSpot has of a deal, read just now. */
export type Actual = {
  readonly records: ReadonlyMap<string, CrmRecord>;
  /** Credit records linked to the deal. */
  readonly linked: readonly string[];
};

type Partners = Parameters<typeof dealStamps>[2];

/** Compares one deal: ledger with decision, credit records with ledger, labels and stamps with both. */
export function discrepanciesOf(
  plan: DealPlan,
  actual: Actual,
  partners: ReadonlyMap<string, MirroredPartner> & Partners,
  homeCurrency: string,
  checked: readonly IntegrityFinding[],
): Discrepancy[] {
  const { decided, credits, entries } = plan;
  const say = (kind: Discrepancy['kind'], words: string, recordId: string | null = null): Discrepancy => ({
    ...{ dealId: decided.id, kind, words, recordId },
  });
  // What has to be posted first will be written then: nothing else can be said of such a deal.
  if (entries.length > 0) return [say('ledger', ledgerWords(plan))];
  const known = new Set(credits.flatMap(({ recordId }) => recordId ?? []));
  const stray = actual.linked.filter((id) => !known.has(id) && holdsMoney(actual.records.get(id)));
  return [
    ...credits.flatMap((credit) =>
      recordWords(credit, actual, creditProperties(credit, decided, partners.get(credit.partnerId))).map(
        (words) => say('credit-record', words, credit.recordId),
      ),
    ),
    ...stray.map((id) => say('stray-record', `credit record ${id} is not in the ledger`, id)),
    ...(decided.present ? labelWords(plan).map((words) => say('label', words)) : []),
    ...(decided.present
      ? Object.keys(
          differences(dealStamps(decided, credits, partners, homeCurrency, checked), decided.stamps),
        ).map((name) => say('stamp', `${name} shows ${JSON.stringify(decided.stamps[name] ?? null)}`))
      : []),
  ];
}

function ledgerWords({ credits, entries }: DealPlan): string {
  const moved = compareRevenue(credits, afterEntries(credits, entries)).filter(
    ({ before, after }) => before !== after,
  );
  if (moved.length === 0) return `${entries.length} entries that change no amount are missing`;
  return moved
    .map(({ partnerId, role, currency, before, after }) => {
      const [has, should] = [before, after].map((minor) => formatMoney({ minor, currency }));
      return `partner ${partnerId} ${role} has ${has}, should have ${should}`;
    })
    .join('; ');
}

function recordWords(
  credit: StoredCredit,
  { records }: Actual,
  wanted: ReturnType<typeof creditProperties>,
): string[] {
  if (credit.recordId === null) return [`credit ${credit.creditKey} has no record in HubSpot`];
  const record = records.get(credit.recordId);
  if (record === undefined) return [`the record of credit ${credit.creditKey} is gone`];
  const ours = Object.fromEntries(CREDIT_VALUES.map((name) => [name, wanted[name] ?? null]));
  const names = Object.keys(differences(ours, record.properties));
  return names.length === 0 ? [] : [`credit ${credit.creditKey} differs in ${names.join(', ')}`];
}

function labelWords({ decided, credits }: DealPlan): string[] {
  const { add, remove } = labelChanges(decided, credits);
  return [
    ...add.map(({ partnerId, label }) => `partner ${partnerId} lacks the label ${label}`),
    ...remove.map(({ partnerId, label }) => `partner ${partnerId} should not be labelled ${label}`),
  ];
}

/** A record that was taken out of the sums stays for the history. */
function holdsMoney(record: CrmRecord | undefined): boolean {
  if (record === undefined) return false;
  return Number(record.properties.amount_home || '0') !== 0 || record.properties.status !== 'reversed';
}
