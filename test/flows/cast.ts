import type { Crm } from '../support/crm.ts';

type Properties = Record<string, string>;
type Link = { readonly to: string; readonly id: string };

export type PartnerOnStage = { readonly id: string; readonly companyId: string };

/** The people of the flows: what they do in the portal, with everything filled in that a flow does not care about. */
export type Cast = {
  partner(name: string, properties?: Properties): Promise<PartnerOnStage>;
  client(name: string): Promise<string>;
  contact(email: string): Promise<string>;
  /** Accepted, received and dated today unless said otherwise. */
  referral(
    input: { readonly partner: PartnerOnStage; readonly clients: readonly Link[] } & { readonly on: string },
    properties?: Properties,
  ): Promise<string>;
  /** An open deal of EUR 1,000. */
  deal(name: string, clients: readonly Link[], properties?: Properties): Promise<string>;
  activity(
    input: { readonly partner: PartnerOnStage; readonly on: string; readonly links: readonly Link[] },
    properties?: Properties,
  ): Promise<string>;
  win(deal: string): Promise<void>;
  lose(deal: string): Promise<void>;
  reopen(deal: string): Promise<void>;
};

export function createCast(crm: Crm): Cast {
  return {
    async partner(name, properties = {}) {
      const companyId = await crm.create('company', { name });
      const id = await crm.create(
        'partner',
        {
          ...{ name, primary_type: 'referral', stage: 'active', compensation_model: 'reciprocal' },
          ...properties,
        },
        [{ to: 'company', id: companyId }],
      );
      return { id, companyId };
    },
    client: (name) => crm.create('company', { name }),
    contact: (email) => crm.create('contact', { email }),
    referral: ({ partner, clients, on }, properties = {}) =>
      crm.create(
        'referral',
        {
          ...{ name: 'R-1', direction: 'received', status: 'accepted', method: 'intro_email' },
          ...{ referred_on: on, ...properties },
        },
        [{ to: 'partner', id: partner.id }, ...clients],
      ),
    deal: (name, clients, properties = {}) =>
      crm.create(
        'deal',
        {
          ...{ dealname: name, amount: '1000', deal_currency_code: 'EUR' },
          ...{ pipeline: 'default', dealstage: 'qualifiedtobuy', ...properties },
        },
        clients,
      ),
    activity: ({ partner, on, links }, properties = {}) =>
      crm.create(
        'partner_activity',
        { name: 'Joint call', kind: 'co_sell', status: 'done', happened_on: on, ...properties },
        [{ to: 'partner', id: partner.id }, ...links],
      ),
    win: (deal) => crm.update('deal', deal, { dealstage: 'closedwon' }),
    lose: (deal) => crm.update('deal', deal, { dealstage: 'closedlost' }),
    reopen: (deal) => crm.update('deal', deal, { dealstage: 'qualifiedtobuy' }),
  };
}

/** The client of a referral or deal. */
export function company(id: string): Link {
  return { to: 'company', id };
}

export function contact(id: string): Link {
  return { to: 'contact', id };
}
