import { z } from 'zod';
import type { ObjectType } from '../../state/object-type.ts';
import type { Stage } from '../../state/pipeline.ts';
import { stageMetadata } from '../../state/pipelines.ts';
import type { Portal } from '../../state/portal.ts';

export const stageInput = z.object({
  label: z.string().min(1),
  displayOrder: z.number().int(),
  metadata: z.record(z.string(), z.string()),
  stageId: z.string().optional(),
});

export function newStage(portal: Portal, type: ObjectType, input: z.output<typeof stageInput>): Stage {
  const at = portal.now();
  return {
    id: input.stageId ?? portal.ids.nextRecordId().slice(-9),
    label: input.label,
    displayOrder: input.displayOrder,
    metadata: stageMetadata(type, input.metadata),
    createdAt: at,
    updatedAt: at,
  };
}
