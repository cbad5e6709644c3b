import { noContent, type Operation } from '../../http/operation.ts';
import { notFound } from '../../http/refusal.ts';
import { SUBSCRIPTIONS, WRITE_SUBSCRIPTIONS } from './paths.ts';

export const deleteSubscription: Operation = {
  method: 'DELETE',
  path: `${SUBSCRIPTIONS}/:subscriptionId`,
  appScopes: [WRITE_SUBSCRIPTIONS],
  run({ journal, param }) {
    const left = journal.subscriptions.filter(({ id }) => String(id) !== param('subscriptionId'));
    if (left.length === journal.subscriptions.length) {
      throw notFound(`No subscription ${param('subscriptionId')}`);
    }
    journal.subscriptions = left;
    return noContent();
  },
};
