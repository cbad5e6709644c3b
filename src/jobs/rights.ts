import { Problem } from '../errors.ts';
import type { Owner } from '../hubspot/owners.ts';
import { readSettings } from '../store/settings.ts';
import type { People } from '../store/settings-form.ts';
import type { JobDeps, Portal } from './portal.ts';
import type { Users } from './users.ts';

/** A yes, or a no with its reason for the person. */
export type Permission = { readonly kind: 'yes' } | { readonly kind: 'no'; readonly words: string };

/** What a user may do with a deal and see of it. */
export type Rights = {
  readonly mayOverride: Permission;
  readonly seesAmounts: Permission;
  readonly seesCommissions: Permission;
};

type Deps = Pick<JobDeps, 'database'> & { readonly users: Users };
/** A deal, and the partners that have to do with it, by their owners. */
export type OwnedDeal = { readonly ownerIds: readonly (string | null)[] };

/**
 * What a user may do and see (R16, R51), by the settings of the portal and HubSpot's own word on teams and owners.
 * Amounts: the owners of deal and partner, and who is listed; commissions and overriding: who is listed. Somebody
 * HubSpot does not know, or about whom it cannot be asked just now, is only what the settings say of the user id.
 */
export async function rightsOf(
  { database, users }: Deps,
  portal: Portal,
  userId: string,
  deal: OwnedDeal,
): Promise<Rights> {
  const [settings, user] = await Promise.all([
    readSettings(database, portal.id),
    asked(users, portal, userId),
  ]);
  const { overriders, amountsVisibleTo, commissionsVisibleTo } = settings;
  return {
    mayOverride: isAmong(overriders, userId, user.owner)
      ? YES
      : no(overridingWords(overriders) + user.unsure),
    seesAmounts: amountsSeen(amountsVisibleTo, userId, user, deal),
    seesCommissions: isAmong(commissionsVisibleTo, userId, user.owner)
      ? YES
      : no(COMMISSIONS_WORDS + user.unsure),
  };
}

/**
 * Whether a user may see the amounts of what these people own (R51). HubSpot is asked who the user is only where the
 * answer could change anything.
 */
export async function amountRights(
  { database, users }: Deps,
  portal: Portal,
  userId: string,
): Promise<(owned: OwnedDeal) => Promise<Permission>> {
  const { amountsVisibleTo } = await readSettings(database, portal.id);
  const { userIds, teamIds } = amountsVisibleTo;
  return async (owned) => {
    const matters = teamIds.length > 0 || owned.ownerIds.some((id) => id !== null);
    const user = matters && !userIds.includes(userId) ? await asked(users, portal, userId) : UNASKED;
    return amountsSeen(amountsVisibleTo, userId, user, owned);
  };
}

/** Whether a user may change who gets credit. Rejects while HubSpot cannot say in which teams the user is. */
export async function mayOverride(
  { database, users }: Deps,
  portal: Portal,
  userId: string,
): Promise<Permission> {
  const { overriders } = await readSettings(database, portal.id);
  if (overriders.userIds.includes(userId)) return YES;
  const owner = overriders.teamIds.length === 0 ? null : await users(portal, userId);
  return isAmong(overriders, userId, owner) ? YES : no(overridingWords(overriders));
}

const YES = { kind: 'yes' } as const;

function no(words: string): Permission {
  return { kind: 'no', words };
}

function isAmong({ userIds, teamIds }: People, userId: string, owner: Owner | null): boolean {
  return userIds.includes(userId) || (owner?.teamIds ?? []).some((team) => teamIds.includes(team));
}

function amountsSeen(listed: People, userId: string, { owner, unsure }: Asked, owned: OwnedDeal): Permission {
  const owns = owner !== null && owned.ownerIds.includes(owner.id);
  return owns || isAmong(listed, userId, owner) ? YES : no(AMOUNTS_WORDS + unsure);
}

/** What HubSpot says of the user, and what to add to a no when it could not be asked. */
type Asked = { readonly owner: Owner | null; readonly unsure: string };

const UNASKED: Asked = { owner: null, unsure: '' };

async function asked(users: Users, portal: Portal, userId: string): Promise<Asked> {
  try {
    return { owner: await users(portal, userId), unsure: '' };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { owner: null, unsure: ' HubSpot could not be asked just now which teams you are in.' };
  }
}

function overridingWords({ userIds, teamIds }: People): string {
  return userIds.length + teamIds.length === 0
    ? 'Nobody may change credits yet: an admin lists users or teams with `partnerships settings set overriders`.'
    : 'You are not among those who may change credits (`partnerships settings`, overriders).';
}

const AMOUNTS_WORDS =
  'Amounts are shown to the owners of the deal and its partners, and to those listed in `partnerships settings` (amountsVisibleTo).';
const COMMISSIONS_WORDS =
  'Commissions are shown to those listed in `partnerships settings` (commissionsVisibleTo).';
