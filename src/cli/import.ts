import { DEFAULT_POLICY } from '../attribution/policy.ts';
import { Problem } from '../errors.ts';
import { type ListPage, listPage } from '../hubspot/list.ts';
import { readProperty } from '../hubspot/property.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { PartnerId } from '../ids.ts';
import type { BulkDeps } from '../jobs/bulk.ts';
import { applyImport } from '../jobs/import-apply.ts';
import { type ImportPlan, planImport } from '../jobs/import-plan.ts';
import { type Scan, scanProperty } from '../jobs/import-scan.ts';
import { patiently } from '../jobs/patience.ts';
import type { Portal } from '../jobs/portal.ts';
import { formatMoney } from '../money.ts';
import type { NamedPartner } from '../partnership/partner-match.ts';
import { readPolicies } from '../store/policies.ts';
import { counted } from './counted.ts';
import { type MappedValue, mapValues, readMapping, valueLine, writeMapping } from './import-mapping.ts';
import { jsonOf } from './json.ts';

type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };

export type ImportInput = {
  /** `deals.referred_by` or `companies.referred_by`. */
  readonly property: string;
  /** CSV that a person edited; made where there is none. */
  readonly mapping: string | undefined;
  readonly apply: boolean;
  readonly actor: string;
  readonly json: boolean;
};

const SHOWN = 20;

/**
 * `import --from-property`: makes referrals of what a customer's own "referred by" field says (R31, R42). Without
 * `--apply` it shows which value means which partner and what that would bring, and writes nothing to HubSpot.
 */
export async function runImportProperty(
  deps: BulkDeps,
  portal: Portal,
  input: ImportInput,
  out: Out,
): Promise<number> {
  const source = propertySource(input.property);
  const defined = await readProperty(
    portal.request,
    objectTypeIdOf(portal.schema, source.object),
    source.property,
  );
  if (defined === null)
    throw new Problem(
      'input-invalid',
      `There is no property ${source.property} on ${source.object} records.`,
    );
  const partners = await partnersOf(deps, portal);
  const scan = await scanProperty({ ...deps, onProgress: () => {} }, portal, source);
  const typed = input.mapping === undefined ? null : await readMapping(input.mapping, partners);
  const values = mapValues(scan, defined, partners, typed);
  if (input.mapping !== undefined && typed === null)
    await writeMapping(input.mapping, values, partners, portal.homeCurrency);
  const [policy = DEFAULT_POLICY] = (
    await readPolicies(deps.database, portal.id, new Date(deps.now()))
  ).slice(-1);
  const meant = new Map(values.map((each) => [each.value, each.partnerId]));
  const plan = await planImport(
    deps,
    portal,
    scan.mentions,
    (value) => meant.get(value) ?? null,
    policy.expansionMonths,
  );
  if (!input.apply) {
    preview({ values, plan, scan, partners, portal, input }, out);
    return 0;
  }
  const names = new Map(partners.map(({ id, name }) => [id, name]));
  const tools = {
    ...deps,
    onProgress: (done: number, total: number) => deps.onProgress({ kind: 'deals', done, total }),
  };
  const result = await applyImport(tools, portal, plan.create, {
    names,
    actor: input.actor,
    source: input.property,
  });
  if (input.json) out.print(jsonOf(result));
  else out.print(`${counted(result.created, 'referral')} made. Run "backfill" to credit the deals.`);
  for (const { key, message } of result.refused) out.complain(`${key}: ${message}`);
  return result.refused.length === 0 ? 0 : 1;
}

type Preview = {
  readonly values: readonly MappedValue[];
  readonly plan: ImportPlan;
  readonly scan: Scan;
  readonly partners: readonly NamedPartner[];
  readonly portal: Portal;
  readonly input: ImportInput;
};

function preview({ values, plan, scan, partners, portal, input }: Preview, out: Out): void {
  if (input.json) {
    out.print(
      jsonOf({
        values,
        referrals: plan.create.length,
        partners: plan.partners,
        withoutClient: scan.withoutClient,
      }),
    );
    return;
  }
  const nameOf = (id: string | null) => partners.find((each) => each.id === id)?.name ?? `Partner ${id}`;
  const money = (minor: bigint) => formatMoney({ minor, currency: portal.homeCurrency });
  out.print(`Values of ${input.property}`);
  for (const each of values) out.print(`  ${valueLine(each, nameOf, portal.homeCurrency)}`);
  out.print('');
  out.print(`${counted(plan.create.length, 'referral')} would be made:`);
  for (const { partnerId, referrals, alreadyThere, deals, sourcedMinor, expansionMinor } of plan.partners)
    out.print(
      `  ${nameOf(partnerId)}: ${referrals} new, ${alreadyThere} there already; ${counted(deals, 'deal')}, sourced ${money(sourcedMinor)}, expansion ${money(expansionMinor)}`,
    );
  for (const { recordId, value } of scan.withoutClient.slice(0, SHOWN))
    out.complain(`Deal ${recordId} (${value}) has neither company nor contact: link one to it first.`);
  if (scan.withoutClient.length > SHOWN)
    out.complain(`… and ${scan.withoutClient.length - SHOWN} more deals without a client.`);
  const open = values.filter(({ partnerId, ignored }) => partnerId === null && !ignored).length;
  if (open > 0) {
    const how =
      input.mapping === undefined
        ? 'Add --mapping FILE: it is written, you fill in partner_id'
        : `Fill in partner_id in ${input.mapping}`;
    out.print(`${counted(open, 'value means', 'values mean')} no partner yet. ${how}, and run this again.`);
  }
  out.print('Nothing was written. Add --apply to make the referrals.');
}

/** `deals.NAME` or `companies.NAME`, in parts. Throws a Problem for anything else. */
export function propertySource(property: string): { object: 'deal' | 'company'; property: string } {
  const [, objects, name] = /^(deals|companies)\.([a-z][a-z0-9_]*)$/.exec(property) ?? [];
  if (name === undefined)
    throw new Problem(
      'config-invalid',
      `${JSON.stringify(property)} is not like deals.referred_by or companies.referred_by.`,
    );
  return { object: objects === 'deals' ? 'deal' : 'company', property: name };
}

async function partnersOf({ pause }: BulkDeps, portal: Portal): Promise<NamedPartner[]> {
  const partners: NamedPartner[] = [];
  const type = objectTypeIdOf(portal.schema, 'partner');
  let after: string | null = null;
  do {
    const from: string | null = after;
    const page: ListPage = await patiently(pause, () =>
      listPage(portal.request, type, ['name', 'partner_key'], from),
    );
    for (const { id, properties } of page.records)
      partners.push({
        id: id as PartnerId,
        name: properties.name ?? '',
        key: properties.partner_key ?? null,
      });
    after = page.after;
  } while (after !== null);
  return partners;
}
