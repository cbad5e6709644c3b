import { createRequest } from '../../src/hubspot/request.ts';
import {
  applySchema,
  createSchemaPort,
  objectTypeIdOf,
  wantedSchema,
} from '../../src/hubspot/schema/index.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { createPerson, type Person } from './person.ts';

export type SamplePortal = {
  readonly partnerCompanyId: string;
  readonly clientId: string;
  readonly otherId: string;
  readonly wonDealId: string;
  readonly creditTypeId: string;
};

/** What the app has stamped on companies. */
const stamps: Readonly<Record<string, Record<string, string>>> = {
  'Brightwater Digital': { partnership_role: 'partner', partnership_health: 'attention' },
  'Kesselhaus Consulting': { partnership_role: 'partner', partnership_health: 'healthy' },
  'Hafenwerk GmbH': {
    partnership_role: 'referred_client',
    partner_referred_by: 'Brightwater Digital',
    partner_referred_on: '2026-03-03',
  },
};

const companies = [
  ['Brightwater Digital', 'brightwater.example', 'Hamburg', 'DESIGN'],
  ['Hafenwerk GmbH', 'hafenwerk.example', 'Bremen', 'MACHINERY'],
  ['Lindenhof Apotheke', 'lindenhof.example', 'Leipzig', 'HOSPITAL_HEALTH_CARE'],
  ['Kesselhaus Consulting', 'kesselhaus.example', 'Berlin', 'MANAGEMENT_CONSULTING'],
  ['Nordlicht Systems', 'nordlicht.example', 'Kiel', 'COMPUTER_SOFTWARE'],
  ['Rheintal Logistik', 'rheintal.example', 'Köln', 'LOGISTICS_AND_SUPPLY_CHAIN'],
  ['Sonnenfeld Energie', 'sonnenfeld.example', 'Freiburg', 'RENEWABLES_ENVIRONMENT'],
] as const;

/** A portal with the product's schema and a few records, as it looks after some months of use. */
export async function fillSamplePortal(sandbox: Sandbox): Promise<SamplePortal> {
  const port = createSchemaPort(createRequest({ baseUrl: sandbox.url, accessToken: sandbox.accessToken }));
  const applied = await applySchema(port, wantedSchema());
  if (applied.kind !== 'complete') throw new Error(`The schema was not applied: ${JSON.stringify(applied)}`);
  const types = {
    partner: objectTypeIdOf(applied.state, 'partner'),
    referral: objectTypeIdOf(applied.state, 'referral'),
    credit: objectTypeIdOf(applied.state, 'partner_credit'),
  };
  const person = createPerson(sandbox.url);
  const ids = new Map<string, string>();
  for (const [name, domain, city, industry] of companies) {
    const properties = {
      name,
      domain,
      city,
      industry,
      country: 'Germany',
      hubspot_owner_id: '7001',
      ...stamps[name],
    };
    ids.set(name, await person.create('0-2', properties));
  }
  const companyId = (name: string) => ids.get(name) ?? '';
  const partnerId = await addPartner(person, types, companyId('Brightwater Digital'), 'Brightwater Digital');
  await addPartner(person, types, companyId('Kesselhaus Consulting'), 'Kesselhaus Consulting');
  await addContact(person, types, partnerId, companyId('Brightwater Digital'));
  const clientId = companyId('Hafenwerk GmbH');
  const wonDealId = await addWonDeal(person, types, partnerId, clientId);
  await addReferral(person, types, { partnerId, clientId, wonDealId });
  await addCredits(person, types, partnerId, wonDealId);
  return {
    partnerCompanyId: companyId('Brightwater Digital'),
    clientId,
    otherId: companyId('Lindenhof Apotheke'),
    wonDealId,
    creditTypeId: types.credit,
  };
}

type Types = { readonly partner: string; readonly referral: string; readonly credit: string };

async function addPartner(person: Person, types: Types, companyId: string, name: string): Promise<string> {
  const id = await person.create(types.partner, {
    name,
    partner_key: companyId,
    primary_type: 'referral',
    stage: 'active',
    activated_on: '2025-09-01',
  });
  await person.associate([types.partner, id], ['0-2', companyId], 'Partner company');
  const deal = {
    pipeline: 'default',
    dealstage: 'presentationscheduled',
    amount: '18500',
    deal_currency_code: 'EUR',
  };
  const dealId = await person.create('0-3', { ...deal, dealname: `Joint project with ${name}` });
  await person.associate(['0-3', dealId], ['0-2', companyId]);
  return id;
}

async function addContact(person: Person, types: Types, partnerId: string, companyId: string): Promise<void> {
  const id = await person.create('0-1', {
    firstname: 'Ida',
    lastname: 'Brandt',
    email: 'ida@brightwater.example',
    jobtitle: 'Managing director',
  });
  await person.associate(['0-1', id], ['0-2', companyId]);
  await person.associate([types.partner, partnerId], ['0-1', id], 'Champion');
}

async function addWonDeal(
  person: Person,
  types: Types,
  partnerId: string,
  clientId: string,
): Promise<string> {
  const id = await person.create('0-3', {
    dealname: 'Website relaunch',
    pipeline: 'default',
    dealstage: 'closedwon',
    amount: '42000',
    deal_currency_code: 'EUR',
    closedate: '2026-11-12T11:00:00.000Z',
    hubspot_owner_id: '7001',
    partner_attribution: 'sourced',
    partner_source_name: 'Brightwater Digital',
    partner_source_id: partnerId,
    partner_sourced_amount: '42000',
    partner_attribution_reason:
      'Brightwater Digital referred this client on 3 Mar 2026; the deal began 21 days later, inside the 180 days that count.',
  });
  await person.associate(['0-3', id], ['0-2', clientId]);
  await person.associate(['0-3', id], [types.partner, partnerId], 'Sourced by');
  return id;
}

async function addReferral(
  person: Person,
  types: Types,
  about: { partnerId: string; clientId: string; wonDealId: string },
): Promise<void> {
  const id = await person.create(types.referral, {
    name: 'Hafenwerk GmbH from Brightwater Digital',
    referral_key: 'sample-1',
    direction: 'received',
    status: 'won',
    referred_on: '2026-03-03',
    accepted_on: '2026-03-05',
    method: 'intro_email',
  });
  await person.associate([types.referral, id], [types.partner, about.partnerId]);
  await person.associate([types.referral, id], ['0-2', about.clientId], 'Referred client');
  await person.associate([types.referral, id], ['0-3', about.wonDealId]);
}

/** Partner, credited on, amount, deal: half a year of credits. */
const credits = [
  ['Brightwater Digital', '2026-06-18', '18500', 'Shop redesign'],
  ['Kesselhaus Consulting', '2026-06-30', '7200', 'Process audit'],
  ['Brightwater Digital', '2026-07-09', '24750', 'Brand refresh'],
  ['Kesselhaus Consulting', '2026-08-21', '31400', 'ERP rollout'],
  ['Ankerplatz Studio', '2026-08-05', '9800', 'Photo library'],
  ['Brightwater Digital', '2026-09-14', '15000', 'Care plan'],
  ['Ankerplatz Studio', '2026-09-25', '12350', 'Trade fair film'],
  ['Kesselhaus Consulting', '2026-10-02', '22600', 'CRM migration'],
  ['Ankerplatz Studio', '2026-10-28', '6400.5', 'Landing pages'],
  ['Brightwater Digital', '2026-11-12', '42000', 'Website relaunch'],
] as const;

async function addCredits(person: Person, types: Types, partnerId: string, dealId: string): Promise<void> {
  for (const [partner, day, amount, deal] of credits) {
    const id = await person.create(types.credit, {
      name: `${partner} · ${deal} · sourced`,
      credit_key: `sample:${partner}:${day}`,
      role: 'sourced',
      status: 'earned',
      share: '100',
      amount,
      currency: 'EUR',
      amount_home: amount,
      sourced_amount_home: amount,
      home_currency: 'EUR',
      credited_on: day,
      partner_name: partner,
      deal_name: deal,
    });
    if (day !== '2026-11-12') continue;
    await person.associate([types.credit, id], ['0-3', dealId]);
    await person.associate([types.credit, id], [types.partner, partnerId]);
  }
}
