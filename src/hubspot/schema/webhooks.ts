import type { RecordKind } from './object.ts';
import { type WantedSchema, wantedSchema } from './wanted.ts';
import { watched } from './watched.ts';

type Subscription = {
  readonly subscriptionType: string;
  readonly objectType?: string;
  readonly propertyName?: string;
  readonly active: true;
};

/** The webhooks component of the HubSpot project (R46; hubspot.md 2.4): our own writes do not wake us (R17). */
export function webhooksComponent(wanted: WantedSchema = wantedSchema()): Record<string, unknown> {
  return {
    uid: 'partnerships_webhooks',
    type: 'webhooks',
    config: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: HubSpot fills it in from the project's profile.
      settings: { targetUrl: '${PUBLIC_URL}/webhooks/hubspot', maxConcurrentRequests: 10 },
      subscriptions: {
        crmObjects: [
          ...watched(wanted).flatMap(({ object, events: names, properties }) => [
            ...events(nameOf(wanted, object), names),
            ...changes(nameOf(wanted, object), properties),
          ]),
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
function nameOf(wanted: WantedSchema, object: RecordKind): string {
  const custom = wanted.custom.find((spec) => spec.object === object);
  return custom === undefined ? object : `p_${custom.name}`;
}
