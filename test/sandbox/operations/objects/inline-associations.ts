import { z } from 'zod';
import { validationError } from '../../http/refusal.ts';
import type { Actor } from '../../state/actor.ts';
import { announceLink, associate, type ComingLinks, checkLimits } from '../../state/associate.ts';
import type { AssociationType } from '../../state/association-type.ts';
import { requestedAssociationType } from '../../state/association-types.ts';
import type { Change } from '../../state/change.ts';
import type { ObjectType } from '../../state/object-type.ts';
import type { Portal } from '../../state/portal.ts';
import { recordById } from '../../state/record-table.ts';

export const associationSpec = z.object({
  associationCategory: z.string(),
  associationTypeId: z.number().int(),
});
export const recordRef = z.object({ id: z.union([z.string(), z.number()]).transform(String) });
export const inlineAssociations = z.array(
  z.object({ to: recordRef, types: z.array(associationSpec).min(1) }),
);

export type InlineAssociations = z.output<typeof inlineAssociations>;
export type PlannedLink = { type: AssociationType; toId: string };

/**
 * Checks the associations of a create before the record exists. `coming` holds those of earlier creates of the same
 * batch; the caller adds these to it when the whole create has passed.
 */
export function planLinks(
  portal: Portal,
  from: ObjectType,
  inline: InlineAssociations,
  coming: ComingLinks = new Map(),
): PlannedLink[] {
  const own: ComingLinks = new Map(coming);
  return inline.flatMap(({ to, types }) =>
    types.map((spec) => {
      const known = portal.associationTypes.byId.get(spec.associationTypeId);
      const target = known && portal.types.get(known.toTypeId);
      if (!target) throw validationError(`No association type with id ${spec.associationTypeId} exists`);
      const type = requestedAssociationType(portal, from, target, spec);
      const record = recordById(portal.tableOf(target.objectTypeId), to.id);
      if (!record || record.archivedAt !== undefined) {
        throw validationError(
          `One or more associations are not valid: ${target.name} ${to.id} does not exist`,
        );
      }
      checkLimits(portal, type, '', record.id, own);
      announceLink(own, type, '', record.id);
      return { type, toId: record.id };
    }),
  );
}

/** Remembers the links of a create that will be made, for the creates after it. */
export function announceLinks(coming: ComingLinks, links: PlannedLink[]): void {
  for (const { type, toId } of links) announceLink(coming, type, 'another record', toId);
}

export function applyLinks(portal: Portal, fromId: string, links: PlannedLink[], actor: Actor): Change[] {
  return links.flatMap(({ type, toId }) => associate(portal, type, { fromId, toId, actor }));
}
