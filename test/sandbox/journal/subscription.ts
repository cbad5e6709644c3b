/** What may be asked for of a kind of record, or of the links that start at one. */
export type JournalSubscription = {
  id: number;
  subscriptionType: 'OBJECT' | 'ASSOCIATION';
  portalId: string;
  objectTypeId: string;
  actions: string[];
  /** Of `UPDATE`; of no other action. */
  properties: string[];
  /** None: every record. */
  objectIds: string[];
  associatedObjectTypeIds: string[];
  createdAt: number;
};

export const OBJECT_ACTIONS = ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'] as const;
export const ASSOCIATION_ACTIONS = ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'] as const;
