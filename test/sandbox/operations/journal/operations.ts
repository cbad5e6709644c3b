import type { Operation } from '../../http/operation.ts';
import { createSubscription } from './create-subscription.ts';
import { deletePortalSubscriptions } from './delete-portal-subscriptions.ts';
import { deleteSubscription } from './delete-subscription.ts';
import { earliestEntry } from './earliest-entry.ts';
import { latestEntry } from './latest-entry.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import { nextEntry } from './next-entry.ts';

export const journalOperations: readonly Operation[] = [
  earliestEntry,
  latestEntry,
  nextEntry,
  createSubscription,
  listSubscriptions,
  deletePortalSubscriptions,
  deleteSubscription,
];
