import { compareIds } from '../ids.ts';
import type { PartnerRecord } from '../partnership/records.ts';
import { partnersOfCompanies } from '../store/mirror.ts';
import type { JobDeps, Portal, Refusal } from './portal.ts';
import { type Stamp, stamp } from './stamp.ts';

export type PartnerOfCompany = {
  readonly record: Pick<PartnerRecord, 'id'>;
  readonly companyId: string | null;
};

/**
 * Which of these partners hold their company, and with it `partner_key`, which is unique: of several partners of one
 * company the oldest record (R20), by the mirror and by what was just read.
 */
export async function holdersOfCompanies(
  { database }: Pick<JobDeps, 'database'>,
  portal: Pick<Portal, 'id'>,
  present: readonly PartnerOfCompany[],
): Promise<ReadonlySet<string>> {
  const companies = present.flatMap(({ companyId }) => companyId ?? []);
  const mirrored = await partnersOfCompanies(database, portal.id, companies);
  const fresh = new Set<string>(present.map(({ record }) => record.id));
  const all = [...present, ...mirrored.filter(({ record }) => !fresh.has(record.id))];
  const ofCompany = Map.groupBy(all, ({ companyId }) => companyId);
  ofCompany.delete(null);
  const ids = [...ofCompany.values()].map((group) => group.map(({ record }) => record.id).sort(compareIds));
  return new Set(ids.flatMap(([first]) => first ?? []));
}

/**
 * Stamps partners. Where HubSpot refuses the key (a deleted record may keep it), everything else is written without
 * it; the refusal stands and is told. `unwritten`: the properties by record that did not get to HubSpot.
 */
export async function stampPartners(
  portal: Portal,
  stamps: readonly Stamp[],
): Promise<{ readonly refusals: Refusal[]; readonly unwritten: ReadonlyMap<string, readonly string[]> }> {
  const refusals = await stamp(portal, 'partner', stamps);
  const refused = new Set(refusals.map(({ recordId }) => recordId));
  const again = stamps.flatMap(({ recordId, properties: { partner_key: key, ...rest } }) =>
    refused.has(recordId) && key !== undefined && Object.keys(rest).length > 0
      ? [{ recordId, properties: rest }]
      : [],
  );
  const refusedAgain = new Set((await stamp(portal, 'partner', again)).map(({ recordId }) => recordId));
  const withoutKey = new Set(again.map(({ recordId }) => recordId).filter((id) => !refusedAgain.has(id)));
  const unwritten = stamps
    .filter(({ recordId }) => refused.has(recordId))
    .map(({ recordId, properties }) => {
      const names = withoutKey.has(recordId) ? ['partner_key'] : Object.keys(properties);
      return [recordId, names] as const;
    });
  return { refusals, unwritten: new Map(unwritten) };
}
