import { type Owner, readOwnerOfUser } from '../hubspot/owners.ts';
import type { Portal } from './portal.ts';

/** What HubSpot says of a user of a portal: as which owner, in which teams; null for one it does not know. */
export type Users = (portal: Portal, userId: string) => Promise<Owner | null>;

/** Teams change rarely (R16); somebody who was just made an owner is not kept waiting. */
const KNOWN_MS = 60 * 60_000;
const UNKNOWN_MS = 60_000;
const MOST = 10_000;

/** Asks HubSpot for a user at most once an hour. Rejects while HubSpot cannot be asked; then it is asked again. */
export function createUsers(now: () => number): Users {
  const known = new Map<string, { readonly at: number; readonly owner: Promise<Owner | null> }>();
  const ask = (portal: Portal, userId: string, key: string) => {
    const owner = readOwnerOfUser(portal.request, userId);
    const entry = { at: now(), owner };
    known.delete(key);
    known.set(key, entry);
    for (const [oldest] of known) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    owner.catch(() => {
      if (known.get(key) === entry) known.delete(key);
    });
    return owner;
  };
  return async (portal, userId) => {
    const key = `${portal.id}:${userId}`;
    const before = known.get(key);
    if (before === undefined) return ask(portal, userId, key);
    const owner = await before.owner;
    const age = now() - before.at;
    return age < (owner === null ? UNKNOWN_MS : KNOWN_MS) ? owner : ask(portal, userId, key);
  };
}
