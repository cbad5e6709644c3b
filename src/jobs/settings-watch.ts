import { createHash } from 'node:crypto';
import { z } from 'zod';
import { dayIn } from '../calendar.ts';
import { Problem } from '../errors.ts';
import { type Account, readAccount } from '../hubspot/account.ts';
import { type Owner, readOwners } from '../hubspot/owners.ts';
import { readStages, type Stages } from '../hubspot/pipelines.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import { beginStage } from '../store/cursors.ts';
import { readSeen, saveSeen } from '../store/portal-settings.ts';
import { savePortal } from '../store/portals.ts';
import { beginReread } from '../store/rereads.ts';
import type { Sql } from '../store/sql.ts';
import { endTurn, takeTurn } from '../store/turns.ts';
import type { JobDeps, Portal } from './portal.ts';

const EVERY_MS = 60 * 60_000;
const LEASE_MS = 5 * 60_000;
/** After a fault that may pass. */
const AGAIN_MS = LEASE_MS;
/**
 * Every instance keeps the stages for five minutes: until all have read them again, a deal in a stage that changed its
 * meaning may be decided as before, also by work that waits already. Its deals are looked at after that.
 */
const STAGES_KNOWN_MS = 6 * 60_000;

/**
 * Looks once an hour, by one instance, at what HubSpot sends no event about (R47): the meaning of deal stages, the
 * account's currency and time zone, and who owns records. A stage that became or ceased to be won sends all its deals
 * to be looked at. Each is looked at by itself: one that cannot be read is told, and holds up no other. Resolves to
 * what changed, in words; null when it is not this one's turn.
 */
export async function watchSettings(deps: JobDeps, portal: Portal): Promise<string[] | null> {
  const turn = await takeTurn(deps.database, portal.id, 'settings', deps.now(), LEASE_MS);
  if (turn === null) return null;
  const looks = await Promise.all([
    look(deps, portal, 'stages', readStages, seeStages),
    look(deps, portal, 'account', readAccount, seeAccount),
    look(deps, portal, 'owners', readOwners, seeOwners),
  ]);
  const again = looks.some(({ again }) => again) ? AGAIN_MS : EVERY_MS;
  await endTurn(deps.database, turn, deps.now() + again);
  const changes = looks.flatMap((each) => each.changes);
  for (const change of changes) deps.log.warn(change, { portalId: portal.id });
  return changes;
}

/** `again`: it could not be read, and may be had soon. */
type Look = { readonly changes: readonly string[]; readonly again: boolean };

async function look<Setting>(
  deps: JobDeps,
  portal: Portal,
  setting: string,
  read: (request: HubSpotRequest) => Promise<Setting>,
  see: (deps: JobDeps, tx: Sql, portal: Portal, value: Setting) => Promise<string[]>,
): Promise<Look> {
  try {
    const value = await read(portal.request);
    const changes = await deps.database.transaction((tx) => see(deps, tx, portal, value));
    return { changes, again: false };
  } catch (error) {
    deps.log.warn('a setting of a portal could not be looked at', { portalId: portal.id, setting, error });
    // What an admin does not let us see is asked for at the usual time, so that the log says it once an hour.
    return { changes: [], again: !(error instanceof Problem && error.facts.status === 403) };
  }
}

const storedStages = z.record(z.string(), z.object({ closed: z.boolean(), won: z.boolean() }));

async function seeStages(deps: JobDeps, tx: Sql, portal: Portal, stages: Stages): Promise<string[]> {
  const seen = await readSeen(tx, portal.id, 'stages');
  await saveSeen(tx, portal.id, 'stages', Object.fromEntries(stages), new Date(deps.now()));
  if (seen === undefined) return [];
  const changed = Object.entries(storedStages.parse(seen)).flatMap(([id, before]) => {
    const now = stages.get(id);
    return now === undefined || (now.won === before.won && now.closed === before.closed)
      ? []
      : [{ id, ...now }];
  });
  const allKnow = new Date(deps.now() + STAGES_KNOWN_MS);
  for (const { id } of changed) await beginStage(tx, portal.id, id, allKnow);
  return changed.map(
    ({ id, won, closed }) => `deal stage ${id} now means ${won ? 'won' : closed ? 'lost' : 'open'}`,
  );
}

/**
 * Currency and time zone are stored as they are now. Nothing is restated (R50, R10): credits keep their currency, and
 * totals add those in the present one; days keep the zone they were converted in.
 */
async function seeAccount(deps: JobDeps, tx: Sql, portal: Portal, account: Account): Promise<string[]> {
  const { timeZone, companyCurrency, accountType } = account;
  const currencyChanged = companyCurrency !== portal.homeCurrency;
  const zoneChanged = timeZone !== portal.timeZone;
  if (!currencyChanged && !zoneChanged) return [];
  const now = new Date(deps.now());
  await savePortal(
    tx,
    {
      ...{ id: portal.id, timeZone, homeCurrency: companyCurrency, accountType },
      ...{ installedOn: portal.installedOn, schema: null },
    },
    now,
  );
  if (currencyChanged) await beginReread(tx, portal.id, ['partner', 'deal'], dayIn(timeZone, deps.now()));
  return [
    ...(currencyChanged
      ? [
          `the company currency changed from ${portal.homeCurrency} to ${companyCurrency}; nothing is restated`,
        ]
      : []),
    ...(zoneChanged
      ? [`the time zone changed from ${portal.timeZone} to ${timeZone}; days on record stay`]
      : []),
  ];
}

async function seeOwners(
  deps: JobDeps,
  tx: Sql,
  portal: Portal,
  owners: readonly Owner[],
): Promise<string[]> {
  const hash = hashOf(owners);
  const seen = await readSeen(tx, portal.id, 'owners');
  if (seen === hash) return [];
  await saveSeen(tx, portal.id, 'owners', hash, new Date(deps.now()));
  return seen === undefined ? [] : ['owners or their teams changed'];
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
