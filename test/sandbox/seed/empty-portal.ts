import { type Clock, isoOf } from '../clock.ts';
import { ACCESS_TOKEN } from '../http/authenticate.ts';
import { createAssociationTypes } from '../state/association-type.ts';
import { defaultAssumptions } from '../state/assumptions.ts';
import type { Change } from '../state/change.ts';
import { createIds } from '../state/ids.ts';
import { createOAuthState } from '../state/oauth-state.ts';
import { addObjectType, objectTypeById } from '../state/object-types.ts';
import type { Portal } from '../state/portal.ts';
import { createRecordTable, type RecordTable } from '../state/record-table.ts';
import { seededAccount, seededOwners } from './account.ts';
import { activityTypes } from './activity-types.ts';
import { addFixedAssociationTypes } from './association-types.ts';
import { companyType } from './company-type.ts';
import { contactType } from './contact-type.ts';
import { dealType } from './deal-type.ts';
import { invoiceType } from './invoice-type.ts';
import { addStageProperties, seededDealPipelines } from './pipelines.ts';
import { standardType } from './standard-type.ts';

/** The account of a sandbox alone. */
export const FIRST_PORTAL = '1001';

/** A fresh account: standard objects, pipelines, owners and currencies, but no records. */
export function createEmptyPortal(
  clock: Clock,
  publish: (changes: Change[]) => void,
  portalId: string = FIRST_PORTAL,
): Portal {
  const at = clock.now();
  const tables = new Map<string, RecordTable>();
  const portal: Portal = {
    id: portalId,
    appId: '2001',
    accessToken: accessTokenOf(portalId),
    clock,
    account: seededAccount(Number(portalId)),
    owners: seededOwners(at),
    types: new Map(),
    typeByPathName: new Map(),
    associationTypes: createAssociationTypes(),
    links: new Map(),
    pipelines: new Map([['0-3', seededDealPipelines(at)]]),
    segments: [],
    rules: [],
    locks: new Map(),
    searchLagMs: 0,
    associationPageSize: 500,
    oauth: createOAuthState(),
    assume: defaultAssumptions(),
    now: () => clock.now(),
    tableOf(objectTypeId) {
      let table = tables.get(objectTypeId);
      if (!table) {
        table = createRecordTable();
        tables.set(objectTypeId, table);
      }
      return table;
    },
    ids: createIds(),
    stampModified(record, actor) {
      const type = objectTypeById(portal, record.objectTypeId);
      const now = clock.now();
      const set = { [type.modifiedProperty]: isoOf(now) };
      record.values = { ...record.values, ...set };
      record.updatedAt = now;
      record.writings.push({ at: now, actor, set });
    },
    publish,
  };
  addStandardTypes(portal, at);
  return portal;
}

/** HubSpot's own objects, their association types, and a date property for every stage. */
function addStandardTypes(portal: Portal, at: number): void {
  for (const sketch of [contactType, companyType, dealType, ...activityTypes, invoiceType]) {
    addObjectType(portal, standardType(sketch, at));
  }
  addFixedAssociationTypes(portal.associationTypes);
  const deal = objectTypeById(portal, '0-3');
  for (const pipeline of portal.pipelines.get('0-3') ?? []) {
    for (const stage of pipeline.stages) addStageProperties(deal, stage.id, stage.label, at);
  }
}

/** A static token belongs to one account. */
function accessTokenOf(portalId: string): string {
  return portalId === FIRST_PORTAL ? ACCESS_TOKEN : `${ACCESS_TOKEN}-${portalId}`;
}
