import { atMost, LATE } from '../at-most.ts';
import { Problem } from '../errors.ts';
import { type Owner, readOwnerOfUser } from '../hubspot/owners.ts';
import type { Portal } from './portal.ts';

/** What HubSpot says of a user of a portal: as which owner, in which teams; null for one it does not know. */
export type Users = (portal: Portal, userId: string) => Promise<Owner | null>;

/** Teams change rarely (R16); somebody who was just made an owner is not kept waiting. */
const KNOWN_MS = 60 * 60_000;
const UNKNOWN_MS = 60_000;
const MOST = 10_000;
/** A screen waits for the answer, and shows least meanwhile: HubSpot gives up on a screen after 15 seconds. */
const MOST_WAIT_MS = 3_000;

/**
 * Asks HubSpot for a user at most once an hour. Rejects while HubSpot cannot be asked, and when it takes longer than
 * `mostWaitMs`; an answer that comes later is there for the next who asks.
 */
export function createUsers(now: () => number, mostWaitMs = MOST_WAIT_MS): Users {
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
  const look: Users = async (portal, userId) => {
    const key = `${portal.id}:${userId}`;
    const before = known.get(key);
    if (before === undefined) return ask(portal, userId, key);
    const owner = await before.owner;
    const age = now() - before.at;
    return age < (owner === null ? UNKNOWN_MS : KNOWN_MS) ? owner : ask(portal, userId, key);
  };
  return (portal, userId) => inTime(look(portal, userId), mostWaitMs);
}

async function inTime<Answer>(answer: Promise<Answer>, mostWaitMs: number): Promise<Answer> {
  const said = await atMost(mostWaitMs, answer);
  if (said === LATE)
    throw new Problem('hubspot-unavailable', `HubSpot did not say within ${mostWaitMs} ms who the user is`);
  return said;
}
