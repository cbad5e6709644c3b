import type { Role } from '../attribution/decide.ts';
import { labelOf } from '../attribution/decide.ts';
import type { PartnerId } from '../ids.ts';
import { toDecimalText } from '../money.ts';
import type { DealLabel, DecidedDeal } from '../store/deals.ts';
import type { StoredCredit } from '../store/ledger.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import type { Wanted } from './differences.ts';

type Partners = ReadonlyMap<PartnerId, MirroredPartner>;

/** What the app writes on a deal: amounts over all its credit rows, 0 unless won, empty where not known (R2, R22). */
export function dealStamps(
  deal: DecidedDeal,
  credits: readonly StoredCredit[],
  partners: Partners,
  homeCurrency: string,
): Wanted {
  const { attribution, parts, model } = deal.decision;
  const source = parts.find((part) => part.role !== 'influenced');
  const influencers = parts.filter((part) => part.role === 'influenced').map((part) => part.partnerId);
  const sum = (role: Role) =>
    sumHome(
      credits.filter((credit) => credit.role === role),
      homeCurrency,
    );
  return {
    partner_attribution: attribution,
    partner_source_id: source?.partnerId ?? null,
    partner_source_name: source === undefined ? null : nameOf(source.partnerId, partners),
    partner_source_type:
      source === undefined ? null : (partners.get(source.partnerId)?.record.primaryType ?? null),
    partner_sourced_amount: sum('sourced'),
    partner_expansion_amount: sum('sourced_expansion'),
    partner_influenced_amount: attribution === 'influenced' ? sum('influenced') : '0',
    partner_influencers: influencers.map((id) => nameOf(id, partners)).join('; ') || null,
    partner_attribution_reason: deal.receipt.slice(0, 65_000),
    partner_attribution_model: model,
  };
}

function nameOf(id: PartnerId, partners: Partners): string {
  return partners.get(id)?.record.name ?? `Partner ${id}`;
}

function sumHome(credits: readonly StoredCredit[], currency: string): string | null {
  if (credits.some((credit) => !credit.home.known && credit.status !== 'reversed')) return null;
  const minor = credits
    .filter((credit) => credit.home.currency === currency)
    .reduce((total, credit) => total + credit.home.minor, 0n);
  return toDecimalText({ minor, currency });
}

export type LabelChanges = { readonly add: DealLabel[]; readonly remove: DealLabel[] };

/** Labels to put on and take off a deal. Only labels beside a credit of ours are ever taken off (R13). */
export function labelChanges(credits: readonly StoredCredit[], actual: readonly DealLabel[]): LabelChanges {
  const labels = (kept: readonly StoredCredit[]) =>
    new Map(
      kept.map((credit): [string, DealLabel] => {
        const label = { partnerId: credit.partnerId, label: labelOf(credit.role) };
        return [`${label.partnerId}:${label.label}`, label];
      }),
    );
  const wanted = labels(credits.filter((credit) => credit.status !== 'reversed'));
  const ours = labels(credits);
  const present = new Set(actual.map(({ partnerId, label }) => `${partnerId}:${label}`));
  return {
    add: [...wanted].filter(([key]) => !present.has(key)).map(([, label]) => label),
    remove: [...ours].filter(([key]) => present.has(key) && !wanted.has(key)).map(([, label]) => label),
  };
}
