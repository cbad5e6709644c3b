import type { Change } from './change.ts';
import { calculateDeal, DEAL } from './deal.ts';
import type { ObjectType } from './object-type.ts';
import type { Stage } from './pipeline.ts';
import type { Portal } from './portal.ts';
import { applyValues } from './write-record.ts';

/** Computes every living deal of a stage anew, as HubSpot itself, after the stage was edited. */
export function recalculateStage(portal: Portal, type: ObjectType, stage: Stage): Change[] {
  if (type.objectTypeId !== DEAL) return [];
  const deals = portal
    .tableOf(DEAL)
    .rows.filter(
      ({ archivedAt, mergedInto, values }) =>
        archivedAt === undefined && mergedInto === undefined && values.dealstage === stage.id,
    );
  return deals.flatMap((deal) =>
    applyValues(portal, type, deal, calculateDeal(portal, type, deal.values, {}), { kind: 'hubspot' }),
  );
}
