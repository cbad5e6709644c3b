import type { Amount } from '../attribution/figure.ts';
import type { Credit } from '../attribution/ledger.ts';
import { ROLES } from '../attribution/role.ts';
import { formatMoney } from '../money.ts';
import type { PartnerRecord } from '../partnership/records.ts';
import { type CreditTotal, creditsOfPartners } from '../store/ledger.ts';
import { readPartnersEver } from '../store/mirror.ts';
import { readPayables } from '../store/payables.ts';
import { readPortals } from '../store/portals.ts';
import type { Installation } from './installation.ts';
import { jsonOf } from './json.ts';

type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };

/**
 * `explain partner ID`: the commission agreed, what the partner brought by role, and what is to be paid or waits, from
 * the database alone. Exit code 1 when the partner is not known.
 */
export async function runExplainPartner(
  { database, portalId }: Installation,
  partnerId: string,
  { json }: { readonly json: boolean },
  out: Out,
): Promise<number> {
  const [[partner], payables, portals] = await Promise.all([
    readPartnersEver(database, portalId, [partnerId]),
    readPayables(database, portalId, partnerId),
    readPortals(database),
  ]);
  const currency = portals.find(({ id }) => id === portalId)?.homeCurrency;
  if (partner === undefined || currency === undefined) {
    out.complain(`Partner ${partnerId} is not known here.`);
    return 1;
  }
  const credits = await creditsOfPartners(database, portalId, [partnerId], currency);
  const { record } = partner;
  if (json) out.print(jsonOf({ partner: record, totals: totalsOf(credits), currency, payables }));
  else for (const line of lines(record, credits, currency, payables)) out.print(line);
  return 0;
}

function lines(
  record: PartnerRecord,
  credits: readonly CreditTotal[],
  currency: string,
  payables: readonly Credit[],
): string[] {
  const totals = totalsOf(credits);
  return [
    `${record.name} (partner ${record.id}): stage ${record.stage ?? 'not set'}, agreement ${record.agreementStatus ?? 'not set'}`,
    '',
    `Commission: ${commissionWords(record)}`,
    '',
    'Credit in all',
    ...ROLES.map((role) => `  ${role.padEnd(17)} ${formatMoney({ minor: totals[role], currency })}`),
    '',
    payables.length === 0 ? 'Nothing is to be paid.' : 'To be paid, or waiting',
    ...payables.map(
      ({ creditKey, status, commission, dueOn, hold }) =>
        `  ${creditKey}  ${status}  ${commission === null ? '' : money(commission)}${dueOn === null ? '' : `  due ${dueOn}`}${hold === null ? '' : `  [${hold}]`}`,
    ),
  ];
}

function commissionWords({ compensationModel, commission }: PartnerRecord): string {
  if (compensationModel === null) return 'not agreed';
  if (compensationModel === 'none' || compensationModel === 'reciprocal')
    return `none (${compensationModel})`;
  const { rate, tiers, basis, minimum, cap, currency, dueDays, clawbackDays } = commission;
  const facts: [string, string | number | null][] = [
    ['rate', rate === null ? null : `${rate} %`],
    ['tiers', tiers],
    ['of', basis],
    ['at least', minimum],
    ['at most', cap],
    ['in', currency],
    ['due after days', dueDays],
    ['clawback days', clawbackDays],
  ];
  const set = facts.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]));
  return set.length === 0 ? 'nothing typed yet' : set.join(', ');
}

function totalsOf(credits: readonly CreditTotal[]): Record<(typeof ROLES)[number], bigint> {
  const totals = { sourced: 0n, sourced_expansion: 0n, influenced: 0n };
  for (const { role, homeMinor } of credits) totals[role] += homeMinor;
  return totals;
}

function money({ known, ...amount }: Amount): string {
  return known ? formatMoney(amount) : `${amount.currency} not known`;
}
