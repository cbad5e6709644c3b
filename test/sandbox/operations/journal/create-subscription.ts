import { type Operation, ok } from '../../http/operation.ts';
import { SUBSCRIPTIONS, WRITE_SUBSCRIPTIONS } from './paths.ts';
import { shownSubscription } from './shown-subscription.ts';
import { readSubscription } from './subscription-input.ts';

/** HubSpot calls it an upsert and documents no update: here every one is another subscription. */
export const createSubscription: Operation = {
  method: 'POST',
  path: SUBSCRIPTIONS,
  appScopes: [WRITE_SUBSCRIPTIONS],
  run(call) {
    const { journal, portal } = call;
    const wanted = readSubscription(call, call.scopes);
    journal.lastSubscriptionId += 1;
    const made = { ...wanted, id: journal.lastSubscriptionId, createdAt: portal.now() };
    journal.subscriptions.push(made);
    return ok(shownSubscription(made, portal.appId));
  },
};
