import type { WantedSubscription } from '../journal-subscriptions.ts';
import type { RecordKind } from './object.ts';
import { objectTypeIdOf, type SchemaState } from './state.ts';
import { wantedSchema } from './wanted.ts';
import { type WatchedEvent, watched } from './watched.ts';

const ACTION_OF: Readonly<Partial<Record<WatchedEvent, string>>> = {
  creation: 'CREATE',
  deletion: 'DELETE',
  restore: 'RESTORE',
  merge: 'MERGE',
};

/**
 * Links that decisions are made on, from the end that is looked at again: an entry may name no other. Labels between
 * deals and partners are not among them, since most are our own and an entry does not say so (decision 0022).
 */
const LINKS: readonly (readonly [RecordKind, readonly RecordKind[]])[] = [
  ['deal', ['company', 'contact']],
  ['referral', ['partner', 'company', 'contact']],
  ['partner_activity', ['partner', 'deal', 'contact']],
  ['partner', ['company']],
];

/** What the app's webhooks journal is asked to keep of a portal: what its webhooks tell, as far as anything follows. */
export function wantedSubscriptions(schema: SchemaState): WantedSubscription[] {
  const objects = watched(wantedSchema()).filter(({ object }) => object !== 'contact');
  return [
    ...objects.map(({ object, events, properties }): WantedSubscription => {
      const happened = events.flatMap((event) => ACTION_OF[event] ?? []);
      return {
        ...{ subscriptionType: 'OBJECT', objectTypeId: objectTypeIdOf(schema, object) },
        ...{ actions: properties.length > 0 ? [...happened, 'UPDATE'] : happened, properties },
      };
    }),
    ...LINKS.map(
      ([from, to]): WantedSubscription => ({
        ...{ subscriptionType: 'ASSOCIATION', objectTypeId: objectTypeIdOf(schema, from) },
        actions: ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'],
        associatedObjectTypeIds: to.map((each) => objectTypeIdOf(schema, each)),
      }),
    ),
  ];
}
