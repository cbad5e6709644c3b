import { dayIn } from '../calendar.ts';
import type { Config } from '../config.ts';
import { Problem } from '../errors.ts';
import { readAccount } from '../hubspot/account.ts';
import { readStages, type Stages } from '../hubspot/pipelines.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import {
  createSchemaPort,
  parseSchemaState,
  readSchemaState,
  type SchemaState,
} from '../hubspot/schema/index.ts';
import type { PortalId } from '../ids.ts';
import { type PortalRow, readPortals, savePortal } from '../store/portals.ts';
import type { Sql } from '../store/sql.ts';
import type { Portal } from './portal.ts';

/** The portals this installation serves. */
export type Directory = {
  /**
   * Asks HubSpot which portal the token belongs to and what our names are there, and keeps it. Rejects when HubSpot
   * cannot be asked, and with `schema-missing` (after keeping the portal) before `schema apply`.
   */
  connect(): Promise<PortalRow>;
  rows(): Promise<readonly PortalRow[]>;
  /** A portal ready to work with; null when it is not one of ours. Throws `schema-missing` before `schema apply`. */
  find(id: PortalId): Promise<Portal | null>;
  /** The same, for work that names it: a portal that is not ours is an error. */
  get(id: PortalId): Promise<Portal>;
};

const REMEMBER_MS = 60_000;
const STAGES_MS = 5 * 60_000;
const NOT_YET = { kind: 'wait', ms: 5_000 } as const;
const OTHER_TOKEN = { kind: 'wait', ms: 15 * 60_000 } as const;

export function createDirectory(deps: {
  readonly sql: Sql;
  readonly request: HubSpotRequest;
  readonly expected: Config['hubspot']['portalId'];
  readonly now: () => number;
}): Directory {
  const { sql, request, expected, now } = deps;
  let known: { at: number; rows: readonly PortalRow[] } | null = null;
  let tokenOf: PortalId | null = null;
  const stages = createStages(request, now);

  const rows = async () => {
    if (known === null || now() - known.at > REMEMBER_MS) known = { at: now(), rows: await readPortals(sql) };
    return known.rows;
  };
  const find = async (id: PortalId): Promise<Portal | null> => {
    const row = (await rows()).find((each) => each.id === id);
    if (row === undefined) return null;
    if (row.schema == null) {
      throw new Problem('schema-missing', `portal ${id} has no schema yet: run "partnerships schema apply"`, {
        retry: { kind: 'wait', ms: 60_000 },
      });
    }
    const { timeZone, homeCurrency, installedOn } = row;
    return { id, timeZone, homeCurrency, installedOn, request, schema: parseSchemaState(row.schema), stages };
  };

  return {
    rows,
    find,
    async get(id) {
      if (tokenOf === null)
        throw new Problem('hubspot-unavailable', 'HubSpot has not said yet whose token this is', {
          retry: NOT_YET,
        });
      // Work of another portal must never run with this one's token: its deals would look deleted.
      if (tokenOf !== id)
        throw new Problem('config-invalid', `the token belongs to portal ${tokenOf}, not ${id}`, {
          retry: OTHER_TOKEN,
        });
      const portal = await find(id);
      if (portal === null) throw new Problem('input-invalid', `portal ${id} is not connected`);
      return portal;
    },
    async connect() {
      const account = await readAccount(request);
      const id = account.portalId as PortalId;
      if (expected !== undefined && expected !== id) {
        throw new Problem(
          'config-invalid',
          `HUBSPOT_PORTAL_ID is ${expected}, but the token belongs to portal ${id}`,
        );
      }
      const row: PortalRow = {
        id,
        timeZone: account.timeZone,
        homeCurrency: account.companyCurrency,
        accountType: account.accountType,
        installedOn: dayIn(account.timeZone, now()),
        schema: null,
      };
      await savePortal(sql, row, new Date(now()));
      known = null;
      tokenOf = id;
      const before = (await rows()).find((each) => each.id === id);
      const schema = await readSchemaState(createSchemaPort(request), knownSchema(before?.schema));
      await savePortal(sql, { ...row, schema }, new Date(now()));
      known = null;
      return { ...row, schema };
    },
  };
}

/** The state as stored: labels that a person renamed are recognised by it. */
function knownSchema(stored: unknown): SchemaState | null {
  return stored == null ? null : parseSchemaState(stored);
}

/** Deal stages, read again every few minutes and whenever one is asked for that is not known. */
function createStages(request: HubSpotRequest, now: () => number): Portal['stages'] {
  let known: { at: number; stages: Stages } | null = null;
  return async (mustKnow) => {
    const complete = known !== null && mustKnow.every((id) => id === '' || known?.stages.has(id));
    const fresh = known !== null && now() - known.at < STAGES_MS;
    if (known === null || !fresh || !complete) known = { at: now(), stages: await readStages(request) };
    return known.stages;
  };
}
