import { type Operation, ok } from '../../http/operation.ts';
import { READ_SUBSCRIPTIONS, SUBSCRIPTIONS } from './paths.ts';
import { shownSubscription } from './shown-subscription.ts';

/** Those of the app in every account, in one answer. */
export const listSubscriptions: Operation = {
  method: 'GET',
  path: SUBSCRIPTIONS,
  appScopes: [READ_SUBSCRIPTIONS],
  run: ({ journal, portal: { appId } }) =>
    ok({ results: journal.subscriptions.map((each) => shownSubscription(each, appId)) }),
};
