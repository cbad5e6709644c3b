import { linksFrom } from '../../state/links.ts';
import type { ObjectType } from '../../state/object-type.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import type { Portal } from '../../state/portal.ts';
import type { CrmRecord } from '../../state/record.ts';
import { recordById } from '../../state/record-table.ts';

/** The `associations` of a single read or a list: plain ids, without labels. */
export function shownAssociations(portal: Portal, type: ObjectType, record: CrmRecord, wanted: string[]) {
  if (wanted.length === 0) return {};
  const associations: Record<string, { results: { id: string; type: string }[] }> = {};
  for (const name of wanted) {
    const to = objectTypeOfPath(portal, name);
    const links = linksFrom(portal.links, type.objectTypeId, to.objectTypeId, record.id);
    const results = [...links].flatMap(([id, typeIds]) =>
      isLive(portal, to, id)
        ? typeIds.map((typeId) => ({ id, type: portal.associationTypes.byId.get(typeId)?.name ?? '' }))
        : [],
    );
    if (results.length > 0) associations[keyOf(to)] = { results };
  }
  return Object.keys(associations).length > 0 ? { associations } : {};
}

function isLive(portal: Portal, type: ObjectType, id: string): boolean {
  const record = recordById(portal.tableOf(type.objectTypeId), id);
  return record !== undefined && record.archivedAt === undefined;
}

function keyOf(type: ObjectType): string {
  return type.isCustom ? type.fullyQualifiedName : type.labels.plural.toLowerCase();
}
