import type { ObjectType } from '../state/object-type.ts';
import type { Pipeline } from '../state/pipeline.ts';
import { defineProperty } from '../state/property.ts';

type StageSketch = readonly [id: string, label: string, probability: string];

const SALES: readonly StageSketch[] = [
  ['appointmentscheduled', 'Appointment scheduled', '0.2'],
  ['qualifiedtobuy', 'Qualified to buy', '0.4'],
  ['presentationscheduled', 'Presentation scheduled', '0.6'],
  ['decisionmakerboughtin', 'Decision maker bought-in', '0.8'],
  ['contractsent', 'Contract sent', '0.9'],
  ['closedwon', 'Closed won', '1.0'],
  ['closedlost', 'Closed lost', '0.0'],
];

const PROJECTS: readonly StageSketch[] = [
  ['1042871', 'Scoping', '0.3'],
  ['1042872', 'Offer sent', '0.6'],
  ['1042873', 'Signed', '1.0'],
  ['1042874', 'Dropped', '0.0'],
];

/** The default deal pipeline, and one whose stages have numeric ids as those made by hand do. */
export function seededDealPipelines(at: number): Pipeline[] {
  return [
    pipeline('default', 'Sales pipeline', 0, SALES, at),
    pipeline('874120', 'Project pipeline', 1, PROJECTS, at),
  ];
}

/** HubSpot adds date properties for every stage. */
export function addStageProperties(type: ObjectType, stageId: string, label: string, at: number): void {
  for (const [verb, word] of [
    ['entered', 'entered'],
    ['exited', 'exited'],
  ] as const) {
    const name = `hs_v2_date_${verb}_${stageId}`;
    const shared = { readOnly: true, calculated: true, hubspotDefined: true, groupName: 'dealinformation' };
    type.properties.set(
      name,
      defineProperty({ name, type: 'datetime', label: `Date ${word} "${label}"`, ...shared }, at),
    );
  }
}

function pipeline(
  id: string,
  label: string,
  displayOrder: number,
  stages: readonly StageSketch[],
  at: number,
): Pipeline {
  return {
    id,
    label,
    displayOrder,
    createdAt: at,
    updatedAt: at,
    stages: stages.map(([stageId, stageLabel, probability], order) => ({
      id: stageId,
      label: stageLabel,
      displayOrder: order,
      metadata: { isClosed: String(probability === '1.0' || probability === '0.0'), probability },
      createdAt: at,
      updatedAt: at,
    })),
  };
}
