import type { Actor } from '../state/actor.ts';
import { associate } from '../state/associate.ts';
import type { ObjectType } from '../state/object-type.ts';
import { objectTypeById } from '../state/object-types.ts';
import type { Portal } from '../state/portal.ts';
import { prepareCreate } from '../state/write-record.ts';
import { type DemoCompany, demoCompanies } from './demo-data.ts';

const DAY_MS = 86_400_000;
const RAE: Actor = { kind: 'person', userId: '7001' };
const TYPE_IDS = { primaryOfContact: 1, primaryOfDeal: 5, dealToContact: 3 } as const;

/** Fills the account with companies, contacts and open deals of the last months, entered by a person. */
export function seedDemo(portal: Portal): void {
  const { clock } = portal;
  const wasFrozen = clock.isFrozen();
  const now = clock.now();
  for (const [index, company] of demoCompanies.entries()) {
    clock.freeze(now - (150 - index * 7) * DAY_MS);
    addCompany(portal, company, now);
  }
  if (wasFrozen) clock.freeze(now);
  else clock.thaw();
}

function addCompany(portal: Portal, company: DemoCompany, now: number): void {
  const companyId = add(portal, objectTypeById(portal, '0-2'), {
    name: company.name,
    domain: company.domain,
    website: `https://${company.domain}`,
    city: company.city,
    country: company.country,
    industry: company.industry,
    numberofemployees: company.employees,
    hubspot_owner_id: company.owner,
  });
  const contactIds = company.contacts.map(([firstname, lastname, jobtitle]) => {
    const email = `${plain(firstname)}.${plain(lastname)}@${company.domain}`;
    const contact = {
      firstname,
      lastname,
      jobtitle,
      email,
      company: company.name,
      hubspot_owner_id: company.owner,
    };
    const id = add(portal, objectTypeById(portal, '0-1'), contact);
    link(portal, TYPE_IDS.primaryOfContact, id, companyId);
    return id;
  });
  for (const [dealname, amount, currency, stage, daysAgo] of company.deals) {
    portal.clock.freeze(now - daysAgo * DAY_MS);
    const dealId = add(portal, objectTypeById(portal, '0-3'), {
      dealname,
      amount,
      deal_currency_code: currency,
      pipeline: 'default',
      dealstage: stage,
      closedate: String(now + (60 - daysAgo) * DAY_MS),
      dealtype: 'newbusiness',
      hubspot_owner_id: company.owner,
    });
    link(portal, TYPE_IDS.primaryOfDeal, dealId, companyId);
    for (const contactId of contactIds.slice(0, 1)) link(portal, TYPE_IDS.dealToContact, dealId, contactId);
  }
}

function add(portal: Portal, type: ObjectType, properties: Record<string, string>): string {
  const write = prepareCreate({ portal, type, version: '2026-09', actor: RAE, properties });
  write.apply();
  return write.record.id;
}

function link(portal: Portal, typeId: number, fromId: string, toId: string): void {
  const type = portal.associationTypes.byId.get(typeId);
  if (!type) throw new Error(`no association type ${typeId}`);
  associate(portal, type, { fromId, toId, actor: RAE });
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();
}
