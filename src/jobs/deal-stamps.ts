import type { Role } from '../attribution/decide.ts';
import { labelOf } from '../attribution/decide.ts';
import type { PartnerId } from '../ids.ts';
import { toDecimalText } from '../money.ts';
import type { DealLabel, DecidedDeal } from '../store/deals.ts';
import type { StoredCredit } from '../store/ledger.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import { INTEGRITY_FINDINGS, type IntegrityFinding } from '../vocabulary.ts';
import type { Wanted } from './differences.ts';

type Partners = ReadonlyMap<PartnerId, MirroredPartner>;

/** What the app writes on a deal: amounts over all its credit rows, 0 unless won, empty where not known (R2, R22). */
export function dealStamps(
  deal: DecidedDeal,
  credits: readonly StoredCredit[],
  partners: Partners,
  homeCurrency: string,
  /** What the integrity checks found on it beside what the decision says. */
  checked: readonly IntegrityFinding[] = [],
): Wanted {
  const { attribution, parts, model, locked } = deal.decision;
  const decided = deal.findings.filter(({ on }) => on.kind === 'deal').map(({ code }) => code);
  const source = parts.find((part) => part.role !== 'influenced');
  const influencers = parts.filter((part) => part.role === 'influenced').map((part) => part.partnerId);
  const sum = (role: Role) => {
    const rows = credits.filter((credit) => credit.role === role);
    return deal.won && isUnknown(rows) ? null : sumHome(rows, homeCurrency);
  };
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
    partner_attribution_locked: locked ? 'true' : null,
    partner_findings:
      INTEGRITY_FINDINGS.filter((code) => [...decided, ...checked].includes(code)).join(';') || null,
  };
}

function nameOf(id: PartnerId, partners: Partners): string {
  return partners.get(id)?.record.name ?? `Partner ${id}`;
}

/** Of each partner the latest row says whether the figure is known: a row of a closed month never learns it. */
function isUnknown(rows: readonly StoredCredit[]): boolean {
  const live = rows.filter((row) => row.status !== 'reversed').sort((a, b) => (a.month < b.month ? -1 : 1));
  const latest = new Map(live.map((row) => [row.partnerId, row.home.known]));
  return [...latest.values()].includes(false);
}

function sumHome(credits: readonly StoredCredit[], currency: string): string {
  const minor = credits
    .filter((credit) => credit.home.currency === currency)
    .reduce((total, credit) => total + credit.home.minor, 0n);
  return toDecimalText({ minor, currency });
}

export type LabelChanges = { readonly add: DealLabel[]; readonly remove: DealLabel[] };

/**
 * Labels to put on and take off a deal. Only labels beside a credit of ours are ever taken off (R13). A credit that was
 * taken back in a later month keeps its row, and loses its label all the same.
 */
export function labelChanges(deal: DecidedDeal, credits: readonly StoredCredit[]): LabelChanges {
  const labels = (kept: readonly StoredCredit[]) =>
    new Map(
      kept.map((credit): [string, DealLabel] => {
        const label = { partnerId: credit.partnerId, label: labelOf(credit.role) };
        return [`${label.partnerId}:${label.label}`, label];
      }),
    );
  const { parts } = deal.decision;
  const stands = ({ partnerId, role }: StoredCredit) =>
    deal.won && parts.some((part) => part.partnerId === partnerId && part.role === role);
  const wanted = labels(credits.filter(stands));
  const ours = labels(credits);
  const present = new Set(deal.labels.map(({ partnerId, label }) => `${partnerId}:${label}`));
  return {
    add: [...wanted].filter(([key]) => !present.has(key)).map(([, label]) => label),
    remove: [...ours].filter(([key]) => present.has(key) && !wanted.has(key)).map(([, label]) => label),
  };
}
