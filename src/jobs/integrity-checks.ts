import { dealChecks } from '../attribution/deal-checks.ts';
import type { PartnerId } from '../ids.ts';
import { partnerChecks } from '../partnership/partner-checks.ts';
import { storedDeals } from '../store/bulk-deals.ts';
import { type DecidedDeal, readDeals } from '../store/deals.ts';
import { foldsThatDiffer, type StoredFinding } from '../store/integrity.ts';
import { readCredits, type StoredCredit } from '../store/ledger.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import { readParked } from '../store/parked.ts';
import { recordsOf } from './fetch.ts';
import { listPeriods } from './periods.ts';
import type { JobDeps, Portal } from './portal.ts';

/** Findings, with those that a deal's own decision made of it apart: they are on the deal already. */
export type Checked = { readonly kept: StoredFinding[]; readonly decided: StoredFinding[] };

const PAGE = 500;

/** Every deal that the store knows, page by page: what its decision found, and how it fits credits, labels and stamps. */
export async function checkDeals(
  { database }: JobDeps,
  portal: Portal,
  partners: ReadonlyMap<PartnerId, MirroredPartner>,
): Promise<Checked> {
  const checked: Checked = { kept: [], decided: [] };
  const living = new Map(
    [...partners].map(([id, { record }]) => [
      id,
      { name: record.name, archived: false, agreementStatus: record.agreementStatus },
    ]),
  );
  for (let after = ''; ; ) {
    const page = await storedDeals(database, portal.id, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return checked;
    const ids = page.map(({ dealId }) => dealId);
    const [deals, credits] = await Promise.all([
      readDeals(database, portal.id, ids),
      readCredits(database, portal.id, ids),
    ]);
    const ofDeal = Map.groupBy(credits, (credit) => credit.dealId);
    for (const deal of deals) {
      const own = ofDeal.get(deal.id) ?? [];
      checked.kept.push(...mismatches(deal, own, living, portal.homeCurrency));
      for (const { code, on, words } of deal.present ? deal.findings : []) {
        const finding = { object: on.kind, recordId: on.id, code, words } as const;
        (on.kind === 'deal' ? checked.decided : checked.kept).push(finding);
      }
    }
    after = last.dealId;
  }
}

function mismatches(
  deal: DecidedDeal,
  credits: readonly StoredCredit[],
  partners: Parameters<typeof dealChecks>[2],
  homeCurrency: string,
): StoredFinding[] {
  const records = new Map(credits.map(({ creditKey, recordId }) => [creditKey, recordId]));
  return dealChecks(deal, credits, partners, homeCurrency).map(({ code, on, words }): StoredFinding => {
    const recordId = on.kind === 'credit' ? records.get(on.creditKey) : undefined;
    // A credit that has no record yet is told on its deal.
    if (recordId == null) return { object: 'deal', recordId: deal.id, code, words };
    return { object: 'partner_credit', recordId, code, words };
  });
}

/** Partners that are there twice. */
export async function checkPartners(
  portal: Portal,
  partners: ReadonlyMap<PartnerId, MirroredPartner>,
): Promise<StoredFinding[]> {
  const companies = [...partners.values()].flatMap(({ companyId }) => companyId ?? []);
  const records = await recordsOf(portal, 'company', companies, ['domain']);
  const all = [...partners.values()].map(({ record, companyId }) => ({
    ...{ id: record.id, name: record.name, companyId },
    domain: records.get(companyId ?? '')?.properties.domain?.toLowerCase() || null,
  }));
  return partnerChecks(all).map(({ id, code, words }) => ({ object: 'partner', recordId: id, code, words }));
}

const PARKED_ON: Readonly<Record<string, StoredFinding['object']>> = {
  'write-back': 'deal',
  partner: 'partner',
  referral: 'referral',
};

/** Records that HubSpot would not let us stamp (R37). */
export async function checkParked({ database }: JobDeps, portal: Portal): Promise<StoredFinding[]> {
  const parked = await readParked(database, portal.id);
  return parked.flatMap(({ kind, recordId, code, message }): StoredFinding[] => {
    const object = PARKED_ON[kind];
    if (object === undefined || !/_refused$/.test(code)) return [];
    return [{ object, recordId, code: 'stamp_refused', words: `HubSpot refused our values: ${message}` }];
  });
}

/** The books themselves: credits against their entries, closed months against what they were. */
export async function checkBooks(
  { database, now }: Pick<JobDeps, 'database' | 'now'>,
  portal: Portal,
): Promise<StoredFinding[]> {
  const [folds, periods] = await Promise.all([
    foldsThatDiffer(database, portal.id),
    listPeriods({ database, now }, portal),
  ]);
  const moved = periods.filter(
    ({ closed, sums }) => closed?.snapshot != null && closed.snapshot.fingerprint !== sums.fingerprint,
  );
  return [
    ...folds.map((creditKey): StoredFinding => {
      const words = `Credit ${creditKey} is not what its ledger entries add up to.`;
      return { object: 'portal', recordId: creditKey, code: 'ledger_differs', words };
    }),
    ...moved.map(({ month }): StoredFinding => {
      const words = `${month} is closed, and its sums have moved: "periods list" says what.`;
      return { object: 'portal', recordId: month, code: 'ledger_differs', words };
    }),
  ];
}
