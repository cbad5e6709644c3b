/** The journal of one account. HubSpot has one of all accounts besides (`/journal`), which is not here. */
export const JOURNAL = '/webhooks-journal/journal-local/:version';
export const SUBSCRIPTIONS = '/webhooks-journal/subscriptions/:version';

export const READ_JOURNAL = 'developer.webhooks_journal.read';
export const READ_SUBSCRIPTIONS = 'developer.webhooks_journal.subscriptions.read';
export const WRITE_SUBSCRIPTIONS = 'developer.webhooks_journal.subscriptions.write';
