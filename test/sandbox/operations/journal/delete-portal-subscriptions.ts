import { noContent, type Operation } from '../../http/operation.ts';
import { SUBSCRIPTIONS, WRITE_SUBSCRIPTIONS } from './paths.ts';

/** All of one account. */
export const deletePortalSubscriptions: Operation = {
  method: 'DELETE',
  path: `${SUBSCRIPTIONS}/portals/:portalId`,
  appScopes: [WRITE_SUBSCRIPTIONS],
  run({ journal, param }) {
    journal.subscriptions = journal.subscriptions.filter(({ portalId }) => portalId !== param('portalId'));
    return noContent();
  },
};
