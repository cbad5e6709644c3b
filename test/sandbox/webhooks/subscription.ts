export type SubscriptionEvent =
  | 'creation'
  | 'deletion'
  | 'restore'
  | 'merge'
  | 'associationChange'
  | 'privacyDeletion'
  | 'propertyChange';

/** One line of an installed project's webhooks file. */
export type Subscription = {
  subscriptionId: number;
  /** `classic` sends `deal.propertyChange`; `generic` sends `object.propertyChange` with `objectTypeId`. */
  format: 'classic' | 'generic';
  objectTypeId: string;
  event: SubscriptionEvent;
  propertyName?: string;
};

export type Installation = {
  subscriptions: Subscription[];
  targetUrl: string;
  signedUrl: string;
  maxConcurrentRequests: number;
  /** What the app asks for, when the project says so. */
  scopes?: string[];
};
