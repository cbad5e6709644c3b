import { randomUUID } from 'node:crypto';
import type { Portal } from '../state/portal.ts';
import type { JournalEvent } from './event.ts';
import type { JournalSubscription } from './subscription.ts';

/** One file of the journal: what one write did in one account. */
export type JournalEntry = {
  offset: string;
  portalId: string;
  publishedAt: number;
  journalEvents: JournalEvent[];
  /** Its file cannot be read as JSON. */
  spoilt?: true;
};

/** The journal of an app: it belongs to no account, and several accounts share it. */
export type Journal = {
  /** Accounts that may be named, by id. A reset puts another in the same place. */
  portals: Map<string, Portal>;
  /** Tokens by client credentials, with what they were asked for. */
  appTokens: Map<string, { expiresAt: number; scopes: ReadonlySet<string> }>;
  subscriptions: JournalSubscription[];
  lastSubscriptionId: number;
  /** Oldest first. */
  entries: JournalEntry[];
  /** Key of a signed address → the entry behind it. */
  signed: Map<string, { entry: JournalEntry; expiresAt: number }>;
};

const KEPT_MS = 3 * 86_400_000;
/** How long a signed address is good is not documented. */
const SIGNED_MS = 10 * 60_000;

export function createJournal(): Journal {
  return {
    portals: new Map(),
    appTokens: new Map(),
    subscriptions: [],
    lastSubscriptionId: 70_000,
    entries: [],
    signed: new Map(),
  };
}

/** The account stands in the journal from now on, without anything of the one before it. */
export function enterPortal(journal: Journal, portal: Portal): void {
  journal.portals.set(portal.id, portal);
  journal.subscriptions = journal.subscriptions.filter(({ portalId }) => portalId !== portal.id);
  journal.entries = journal.entries.filter(({ portalId }) => portalId !== portal.id);
}

export function addEntry(journal: Journal, portal: Portal, journalEvents: JournalEvent[]): void {
  if (journalEvents.length === 0) return;
  forget(journal, portal.now());
  const entry = { offset: randomUUID(), portalId: portal.id, publishedAt: portal.now(), journalEvents };
  journal.entries.push(entry);
}

/** The entries of one account that are still kept. */
export function entriesOf(journal: Journal, portal: Portal): JournalEntry[] {
  forget(journal, portal.now());
  return journal.entries.filter(({ portalId }) => portalId === portal.id);
}

/** The key of an address that is good for a while. */
export function sign(journal: Journal, entry: JournalEntry, now: number): { key: string; expiresAt: number } {
  const [key, expiresAt] = [randomUUID(), now + SIGNED_MS];
  journal.signed.set(key, { entry, expiresAt });
  return { key, expiresAt };
}

function forget(journal: Journal, now: number): void {
  journal.entries = journal.entries.filter(({ publishedAt }) => publishedAt > now - KEPT_MS);
  for (const [key, { entry }] of journal.signed) {
    if (entry.publishedAt <= now - KEPT_MS) journal.signed.delete(key);
  }
}
