import { Problem } from '../errors.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import { parseSchemaState, type SchemaState } from '../hubspot/schema/index.ts';
import type { PortalId } from '../ids.ts';
import { type PortalRow, readPortals } from '../store/portals.ts';
import type { Sql } from '../store/sql.ts';
import type { Access } from './access.ts';
import { connectPortal } from './connect-portal.ts';
import { unknownPortal } from './cut-off.ts';
import type { Portal } from './portal.ts';
import { schemaMissing } from './schema-missing.ts';
import { createStages } from './stages.ts';

/** The portals this installation serves. */
export type Directory = {
  /** Which they are now. Rejects while HubSpot has not said so (private app). */
  portals(): Promise<readonly PortalId[]>;
  /**
   * Asks HubSpot what the portal is and what our names are there, and keeps it. Rejects when HubSpot cannot be asked,
   * and with `schema-missing` (after keeping the portal) before `schema apply`. Without an id: the only one there is.
   */
  connect(id?: PortalId): Promise<PortalRow>;
  /** Those of them that were connected once. */
  rows(): Promise<readonly PortalRow[]>;
  /**
   * Our names in a portal, to read its events: also while it has cut us off, `schema` null before `schema apply`. Null
   * when it never was one of ours.
   */
  names(id: PortalId): Promise<PortalNames | null>;
  /** False until a private app was connected once: its own events would pass for a stranger's, and be dropped. */
  canTellEvents(): Promise<boolean>;
  /** A portal ready to work with; null when it is not one of ours now. Throws `schema-missing` before `schema apply`. */
  find(id: PortalId): Promise<Portal | null>;
  /** The same, for work that names it: a portal that is not ours is an error. */
  get(id: PortalId): Promise<Portal>;
};

export type PortalNames = { readonly id: PortalId; readonly schema: SchemaState | null };

const REMEMBER_MS = 60_000;
/** One that is not known, or not ready, may just have been connected by another instance. */
const LOOK_AGAIN_MS = 2_000;

export function createDirectory(deps: {
  readonly sql: Sql;
  readonly access: Access;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}): Directory {
  const { sql, access, now } = deps;
  let known: { at: number; rows: readonly PortalRow[] } | null = null;
  const stages = new Map<HubSpotRequest, Portal['stages']>();

  const allRows = async (forMs = REMEMBER_MS) => {
    if (known === null || now() - known.at > forMs) known = { at: now(), rows: await readPortals(sql) };
    return known.rows;
  };
  const rowOf = async (id: PortalId) => {
    const row = (await allRows()).find((each) => each.id === id);
    if (row?.schema != null) return row;
    return (await allRows(LOOK_AGAIN_MS)).find((each) => each.id === id);
  };
  const ready = async (id: PortalId, request: HubSpotRequest): Promise<Portal | null> => {
    const row = await rowOf(id);
    if (row === undefined) return null;
    if (row.schema == null) throw schemaMissing(id);
    const ownStages = stages.get(request) ?? createStages(request, now);
    stages.set(request, ownStages);
    const { timeZone, homeCurrency, installedOn } = row;
    const schema = parseSchemaState(row.schema);
    return { id, timeZone, homeCurrency, installedOn, request, schema, stages: ownStages };
  };

  return {
    portals: access.portals,
    async names(id) {
      const row = await rowOf(id);
      if (row === undefined) return null;
      return { id, schema: row.schema == null ? null : parseSchemaState(row.schema) };
    },
    canTellEvents: async () =>
      access.kind === 'oauth' || (await allRows()).length > 0 || (await allRows(LOOK_AGAIN_MS)).length > 0,
    async rows() {
      const served = new Set(await access.portals());
      return (await allRows()).filter(({ id }) => served.has(id));
    },
    async find(id) {
      if (!(await access.portals()).includes(id)) return null;
      return ready(id, await access.requestOf(id));
    },
    async get(id) {
      const portal = await ready(id, await access.requestOf(id));
      if (portal === null) throw unknownPortal(id);
      return portal;
    },
    async connect(asked) {
      // Asked in any case: a private app's token must have said whose it is.
      const served = await access.portals();
      const id = asked ?? only(served);
      try {
        return await connectPortal({ sql, request: await access.requestOf(id), now }, id);
      } finally {
        known = null;
      }
    },
  };
}

function only(ids: readonly PortalId[]): PortalId {
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  throw new Problem('input-invalid', `name the portal: ${ids.length} are connected`);
}
