import type { Portal } from '../state/portal.ts';
import { type DemoCompany, demoCompanies } from './demo-data.ts';
import { enterLink, enterRecord, TYPE_IDS } from './enter-record.ts';

const DAY_MS = 86_400_000;

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
  const companyId = enterRecord(portal, '0-2', {
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
    const id = enterRecord(portal, '0-1', contact);
    enterLink(portal, TYPE_IDS.primaryOfContact, id, companyId);
    return id;
  });
  for (const [dealname, amount, currency, stage, daysAgo] of company.deals) {
    portal.clock.freeze(now - daysAgo * DAY_MS);
    const dealId = enterRecord(portal, '0-3', {
      dealname,
      amount,
      deal_currency_code: currency,
      pipeline: 'default',
      dealstage: stage,
      closedate: String(now + (60 - daysAgo) * DAY_MS),
      dealtype: 'newbusiness',
      hubspot_owner_id: company.owner,
    });
    enterLink(portal, TYPE_IDS.primaryOfDeal, dealId, companyId);
    for (const contactId of contactIds.slice(0, 1))
      enterLink(portal, TYPE_IDS.dealToContact, dealId, contactId);
  }
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();
}
