import type { Actor } from '../state/actor.ts';
import { associate } from '../state/associate.ts';
import { objectTypeById } from '../state/object-types.ts';
import type { Portal } from '../state/portal.ts';
import { prepareCreate } from '../state/write-record.ts';

const RAE: Actor = { kind: 'person', userId: '7001' };
export const TYPE_IDS = { primaryOfContact: 1, primaryOfDeal: 5, dealToContact: 3 } as const;

/** Creates a record as a person would, checked like any write, but tells no webhook. Gives its id. */
export function enterRecord(
  portal: Portal,
  objectTypeId: string,
  properties: Record<string, string>,
): string {
  const type = objectTypeById(portal, objectTypeId);
  const write = prepareCreate({ portal, type, version: '2026-09', actor: RAE, properties });
  write.apply();
  return write.record.id;
}

/** Links two records by one of HubSpot's own types; tells no webhook. */
export function enterLink(portal: Portal, typeId: number, fromId: string, toId: string): void {
  const type = portal.associationTypes.byId.get(typeId);
  if (!type) throw new Error(`no association type ${typeId}`);
  associate(portal, type, { fromId, toId, actor: RAE });
}
