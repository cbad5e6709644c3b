import type { CustomObject } from './object.ts';
import { type WantedSchema, wantedSchema } from './wanted.ts';

type Subscription = {
  readonly subscriptionType: string;
  readonly objectType?: string;
  readonly propertyName?: string;
  readonly active: true;
};

const ALL_EVENTS = ['creation', 'deletion', 'restore', 'merge', 'associationChange'];

const DEAL_INPUTS = [
  'dealstage',
  'pipeline',
  'amount',
  'closedate',
  'createdate',
  'deal_currency_code',
  'hs_exchange_rate',
  'hs_acv',
  'hs_arr',
  'hs_mrr',
  'hs_tcv',
];

/** What people type on a credit, and the status they may hold it back with (R46). */
const CREDIT_INPUTS = ['commission_paid_on', 'commission_reference', 'status'];

/**
 * The webhooks component of the HubSpot project (R46; hubspot.md 2.4): every record and property that people
 * change and we act on, and none that only we write, so that our own writes do not wake us (R17).
 */
export function webhooksComponent(wanted: WantedSchema = wantedSchema()): Record<string, unknown> {
  return {
    uid: 'partnerships_webhooks',
    type: 'webhooks',
    config: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: HubSpot fills it in from the project's profile.
      settings: { targetUrl: '${PUBLIC_URL}/webhooks/hubspot', maxConcurrentRequests: 10 },
      subscriptions: {
        crmObjects: [
          ...events('deal', ALL_EVENTS),
          ...changes('deal', [...DEAL_INPUTS, ...typedOn(wanted, 'deal')]),
          ...events('company', ['deletion', 'restore', 'merge', 'associationChange']),
          ...changes('company', ['name', 'domain']),
          ...events('contact', ['deletion', 'merge', 'associationChange']),
          ...(['partner', 'referral', 'partner_activity'] as const).flatMap((object) => [
            ...events(nameOf(wanted, object), ALL_EVENTS),
            ...changes(nameOf(wanted, object), typedOn(wanted, object)),
          ]),
          ...events(nameOf(wanted, 'partner_credit'), ['deletion', 'restore', 'merge']),
          ...changes(nameOf(wanted, 'partner_credit'), CREDIT_INPUTS),
          ...['call', 'meeting_event', 'email'].flatMap((object) => events(object, ['creation'])),
          ...changes('meeting_event', ['hs_meeting_outcome']),
        ],
        hubEvents: [{ subscriptionType: 'contact.privacyDeletion', active: true }],
      },
    },
  };
}

/** The file as it is uploaded. */
export function webhooksFile(): string {
  return `${JSON.stringify(webhooksComponent(), null, 2)}\n`;
}

function events(objectType: string, names: readonly string[]): Subscription[] {
  return names.map((name) => ({ subscriptionType: `object.${name}`, objectType, active: true }));
}

function changes(objectType: string, properties: readonly string[]): Subscription[] {
  return properties.map((propertyName) => ({
    subscriptionType: 'object.propertyChange',
    objectType,
    propertyName,
    active: true,
  }));
}

/** Custom objects are named with this prefix and without the portal id (observed for cards; to be tried on a portal). */
function nameOf(wanted: WantedSchema, object: CustomObject): string {
  return `p_${wanted.custom.find((spec) => spec.object === object)?.name ?? object}`;
}

function typedOn(wanted: WantedSchema, object: CustomObject | 'deal'): string[] {
  return [...wanted.custom, ...wanted.stamped]
    .filter((spec) => spec.object === object)
    .flatMap(({ properties }) => properties)
    .filter(({ writtenBy }) => writtenBy !== 'app')
    .map(({ name }) => name);
}
