import { addMonths, type Day } from '../calendar.ts';
import { findRecords } from '../hubspot/find.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { PartnerId } from '../ids.ts';
import { referralsOfCompanies } from '../store/mirror.ts';
import type { Client } from './clients-of-deals.ts';
import type { ClientDeal, Mention } from './import-scan.ts';
import type { JobDeps, Portal } from './portal.ts';

/** One referral to make: a client and the partner that brought it (R42). */
export type Introduction = {
  readonly key: string;
  readonly client: Client;
  readonly partnerId: PartnerId;
  /** Referred and accepted on this day. */
  readonly on: Day;
  readonly deals: readonly ClientDeal[];
};

/** What the import would bring a partner. Sums in minor units of the company currency. */
export type PartnerShare = {
  readonly partnerId: PartnerId;
  readonly referrals: number;
  readonly alreadyThere: number;
  readonly deals: number;
  /** First projects, and what came after them within the expansion months: never added up. */
  readonly sourcedMinor: bigint;
  readonly expansionMinor: bigint;
};

export type ImportPlan = {
  readonly create: readonly Introduction[];
  readonly partners: readonly PartnerShare[];
};

/** Turns what a field says into referrals, one per client and partner. Writes nothing. */
export async function planImport(
  deps: JobDeps,
  portal: Portal,
  mentions: readonly Mention[],
  partnerOf: (value: string) => PartnerId | null,
  expansionMonths: number,
): Promise<ImportPlan> {
  const all = introductions(mentions, partnerOf);
  const there = await alreadyThere(deps, portal, all);
  const byPartner = Map.groupBy(all, ({ partnerId }) => partnerId);
  return {
    create: all.filter(({ key }) => !there.has(key)),
    partners: [...byPartner].map(([partnerId, own]) => ({
      partnerId,
      referrals: own.filter(({ key }) => !there.has(key)).length,
      alreadyThere: own.filter(({ key }) => there.has(key)).length,
      deals: own.reduce((sum, { deals }) => sum + deals.length, 0),
      ...revenueOf(own, expansionMonths),
    })),
  };
}

function introductions(
  mentions: readonly Mention[],
  partnerOf: (value: string) => PartnerId | null,
): Introduction[] {
  const found = new Map<string, Introduction>();
  for (const { value, client, on, deals } of mentions) {
    const partnerId = partnerOf(value);
    if (partnerId === null) continue;
    const key = keyOf(client, partnerId);
    const known = found.get(key);
    if (known === undefined) found.set(key, { key, client, partnerId, on, deals });
    else
      found.set(key, {
        ...known,
        on: on < known.on ? on : known.on,
        deals: [...known.deals, ...deals.filter(({ id }) => !known.deals.some((each) => each.id === id))],
      });
  }
  return [...found.values()];
}

/** `hist:{companyId}:{partnerId}` (R42); a person's id may be a company's number, so it says what it is. */
function keyOf({ kind, id }: Client, partnerId: PartnerId): string {
  return kind === 'company' ? `hist:${id}:${partnerId}` : `hist:contact-${id}:${partnerId}`;
}

/** Keys of introductions that were imported before, or that a referral of this partner and client records already. */
async function alreadyThere(
  { database }: JobDeps,
  portal: Portal,
  all: readonly Introduction[],
): Promise<Set<string>> {
  const type = objectTypeIdOf(portal.schema, 'referral');
  const companies = all.flatMap(({ client }) => (client.kind === 'company' ? [client.id] : []));
  const [byKey, known] = await Promise.all([
    findRecords(
      portal.request,
      type,
      'referral_key',
      all.map(({ key }) => key),
    ),
    referralsOfCompanies(database, portal.id, companies),
  ]);
  const received = new Set(
    known
      .filter(({ record }) => record.direction === 'received')
      .flatMap(({ partnerId, companyIds }) => companyIds.map((id) => `${id}:${partnerId}`)),
  );
  return new Set(
    all
      .filter(({ key, client, partnerId }) => byKey.has(key) || received.has(`${client.id}:${partnerId}`))
      .map(({ key }) => key),
  );
}

function revenueOf(own: readonly Introduction[], expansionMonths: number) {
  const sums = { sourcedMinor: 0n, expansionMinor: 0n };
  for (const { deals } of own) {
    const won = deals
      .flatMap(({ id, won: isWon, closedOn, homeMinor }) =>
        isWon && closedOn !== null ? [{ id, closedOn, minor: homeMinor ?? 0n }] : [],
      )
      .sort((a, b) => (`${a.closedOn} ${a.id}` < `${b.closedOn} ${b.id}` ? -1 : 1));
    const [first, ...later] = won;
    if (first === undefined) continue;
    const until = addMonths(first.closedOn, expansionMonths);
    sums.sourcedMinor += first.minor;
    for (const { closedOn, minor } of later) if (closedOn <= until) sums.expansionMinor += minor;
  }
  return sums;
}
