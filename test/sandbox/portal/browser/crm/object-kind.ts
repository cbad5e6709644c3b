import { z } from 'zod';
import { apiVersion, type CrmRequest } from './request.ts';

/** A kind of record: companies, deals, or an object of the portal's own. */
export type ObjectKind = {
  readonly typeId: string;
  /** Internal name: `company`, `partner`. */
  readonly name: string;
  readonly singular: string;
  readonly plural: string;
  /** Properties whose values together are the record's name. */
  readonly nameProperties: readonly string[];
  /** Shown in lists, under the name on a record, and in associations. */
  readonly columns: readonly string[];
  readonly icon: string;
  readonly isCustom: boolean;
};

const standardKinds: readonly ObjectKind[] = [
  {
    typeId: '0-2',
    name: 'company',
    singular: 'Company',
    plural: 'Companies',
    nameProperties: ['name'],
    columns: ['domain', 'city', 'country', 'industry', 'hubspot_owner_id'],
    icon: 'company',
    isCustom: false,
  },
  {
    typeId: '0-3',
    name: 'deal',
    singular: 'Deal',
    plural: 'Deals',
    nameProperties: ['dealname'],
    columns: ['dealstage', 'amount', 'deal_currency_code', 'closedate', 'hubspot_owner_id'],
    icon: 'deal',
    isCustom: false,
  },
  {
    typeId: '0-1',
    name: 'contact',
    singular: 'Contact',
    plural: 'Contacts',
    nameProperties: ['firstname', 'lastname'],
    columns: ['email', 'jobtitle', 'phone', 'hubspot_owner_id'],
    icon: 'contact',
    isCustom: false,
  },
];

const customIcons: Readonly<Record<string, string>> = {
  partner: 'star',
  referral: 'forward',
  partner_credit: 'invoice',
  partner_activity: 'appointment',
};

const schemas = z.object({
  results: z.array(
    z.object({
      objectTypeId: z.string(),
      name: z.string(),
      labels: z.object({ singular: z.string().optional(), plural: z.string().optional() }).optional(),
      primaryDisplayProperty: z.string().nullish(),
      secondaryDisplayProperties: z.array(z.string()).nullish(),
    }),
  ),
});

/** The kinds of records of this portal: standard ones, then its own as its schemas say. */
export async function readObjectKinds(request: CrmRequest): Promise<readonly ObjectKind[]> {
  const answer = await request('GET', `/crm-object-schemas/${apiVersion}/schemas`);
  const own = schemas.parse(answer).results.map((schema) => {
    const primary = schema.primaryDisplayProperty ?? 'hs_object_id';
    return {
      typeId: schema.objectTypeId,
      name: schema.name,
      singular: schema.labels?.singular ?? schema.name,
      plural: schema.labels?.plural ?? schema.name,
      nameProperties: [primary],
      columns: [...(schema.secondaryDisplayProperties ?? []), ...(wantedColumns[schema.name] ?? [])],
      icon: customIcons[schema.name] ?? 'customObject',
      isCustom: true,
    };
  });
  const known = new Set(standardKinds.map((kind) => kind.typeId));
  return [...standardKinds, ...own.filter((kind) => !known.has(kind.typeId))].map(withoutRepeats);
}

/** Columns a person would pick for their view; a portal without such a property shows none. */
const wantedColumns: Readonly<Record<string, readonly string[]>> = {
  partner: ['stage', 'health_score', 'referrals_received_90d', 'referrals_sent_90d', 'sourced_revenue_total'],
  referral: ['partner_name', 'client_name', 'referred_on', 'window_ends_on'],
  partner_credit: ['partner_name', 'deal_name', 'role', 'status', 'share', 'amount_home', 'credited_on'],
  partner_activity: ['partner_name', 'kind', 'status', 'due_on', 'happened_on'],
};

function withoutRepeats(kind: ObjectKind): ObjectKind {
  return { ...kind, columns: [...new Set(kind.columns)] };
}

/** Whether a card's `objectTypes` name this kind: `companies`, or `p_partner` for one of the portal's own. */
export function isNamedBy(kind: ObjectKind, objectTypes: readonly string[]): boolean {
  const names = kind.isCustom ? [`p_${kind.name}`] : [kind.plural.toLowerCase(), kind.name];
  return objectTypes.some((name) => names.includes(name.toLowerCase()));
}
