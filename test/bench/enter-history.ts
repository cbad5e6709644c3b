import { z } from 'zod';
import { createRequest } from '../../src/hubspot/request.ts';
import {
  applySchema,
  createSchemaPort,
  objectTypeIdOf,
  type RecordKind,
  type SchemaState,
  wantedSchema,
} from '../../src/hubspot/schema/index.ts';
import type { PortalId } from '../../src/ids.ts';
import { createPerson } from '../flows/person.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { controlOf, placeAt } from './portal-at.ts';

const DEALS_OF_A_CLIENT = 4;
const CLIENTS_OF_A_PARTNER = 1000;

/**
 * Three years of deals, four of each client, and for every client the referral of a partner that brought it: what a
 * customer has who wrote its partners down at last.
 */
export async function enterHistory(hubspotUrl: string, deals: number): Promise<void> {
  const control = controlOf(hubspotUrl);
  const schema = await makeSchema(hubspotUrl);
  const companies = Math.ceil(deals / DEALS_OF_A_CLIENT);
  await control('POST', '/seed', { companies, deals });
  const clients = await allIds(hubspotUrl, objectTypeIdOf(schema, 'company'));
  const sandbox = { url: hubspotUrl } as Sandbox;
  const directory = { get: async () => ({ schema }) };
  const person = await createPerson({ sandbox, portalId: '1001' as PortalId, app: { directory } });
  const make = (kind: RecordKind, count: number, of: (at: number) => Record<string, string>) =>
    person.createMany(
      kind,
      Array.from({ length: count }, (_, at) => of(at)),
    );
  const count = Math.max(10, Math.ceil(companies / CLIENTS_OF_A_PARTNER));
  const own = await make('company', count, (at) => ({ name: `Partner company ${at}` }));
  const partners = await make('partner', count, (at) => ({
    ...{ name: `Partner ${at}`, primary_type: 'referral', stage: 'active', activated_on: '2020-01-01' },
    ...{ compensation_model: 'reciprocal', referral_window_days: '4000' },
  }));
  const referrals = await make('referral', clients.length, (at) => ({
    ...{ name: `R-${at}`, direction: 'received', status: 'accepted' },
    ...{ referred_on: '2020-06-01', accepted_on: '2020-06-01' },
    referral_key: `hist:${clients[at]}:${partners[at % partners.length]}`,
  }));
  const each = (ids: readonly string[], to: readonly string[]) =>
    ids.map((id, at) => [id, to[at % to.length] ?? ''] as const);
  await person.linkMany('partner', 'company', each(partners, own));
  await person.linkMany('referral', 'partner', each(referrals, partners));
  await person.linkMany('referral', 'company', each(referrals, clients));
}

async function makeSchema(hubspotUrl: string): Promise<SchemaState> {
  const { accessToken } = placeAt(hubspotUrl);
  const request = createRequest({ baseUrl: hubspotUrl, accessToken, callsPerTenSeconds: 100_000 });
  const applied = await applySchema(createSchemaPort(request), wantedSchema());
  if (applied.kind !== 'complete') throw new Error('the schema was not applied');
  return applied.state;
}

const page = z.object({
  results: z.array(z.object({ id: z.string() })),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

async function allIds(hubspotUrl: string, typeId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const query: string = after === '' ? '' : `&after=${after}`;
    const response = await fetch(`${hubspotUrl}/crm/objects/2026-09/${typeId}?limit=100${query}`, {
      headers: { 'x-sandbox-user': '7001' },
    });
    const { results, paging } = page.parse(await response.json());
    ids.push(...results.map(({ id }) => id));
    after = paging?.next?.after;
  }
  return ids;
}
