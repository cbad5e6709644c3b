import type { AssociationType } from '../../state/association-type.ts';
import type { ObjectType } from '../../state/object-type.ts';

/** `LabelsBetweenObjectPair` of the published specification. */
export function pairOf(
  from: ObjectType,
  to: ObjectType,
  fromId: string,
  toId: string,
  types: AssociationType[],
) {
  return {
    fromObjectTypeId: from.objectTypeId,
    fromObjectId: fromId,
    toObjectTypeId: to.objectTypeId,
    toObjectId: toId,
    labels: types.flatMap((type) => type.label ?? []),
  };
}
