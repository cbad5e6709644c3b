import type { WantedSchema } from '../hubspot/schema/index.ts';
import { isObstacle, type Step } from '../hubspot/schema/step.ts';

import { changeInWords, headingOf, obstacleInWords } from './schema-words.ts';

/** The plan for people, grouped by object. */
export function listSteps(steps: readonly Step[], wanted: WantedSchema): string[] {
  if (steps.length === 0) return ['Nothing to do: this portal has the whole schema.'];
  const groups = Map.groupBy(steps, (step) => headingOf(step, wanted));
  const lines = [...groups].flatMap(([heading, members]) => [
    heading,
    ...members.map((step) => `  ${line(step)}`),
  ]);
  const obstacles = steps.filter(isObstacle).length;
  const changes = steps.length - obstacles;
  return [...lines, '', summary(changes, obstacles)];
}

/** The plan for machines. */
export function planAsJson(steps: readonly Step[], wanted: WantedSchema): Record<string, unknown> {
  return {
    changes: steps.filter((step) => !isObstacle(step)).length,
    obstacles: steps.filter(isObstacle).length,
    steps: steps.map((step) => ({ kind: step.kind, on: headingOf(step, wanted), text: line(step) })),
  };
}

function line(step: Step): string {
  return isObstacle(step) ? `STOP: ${obstacleInWords(step)}` : `will ${changeInWords(step)}`;
}

function summary(changes: number, obstacles: number): string {
  const ahead = `${changes} ${changes === 1 ? 'change' : 'changes'}`;
  if (obstacles === 0) return `${ahead}. Run "partnerships schema apply" to make them.`;
  return `${ahead}; ${obstacles} to be resolved by a person first.`;
}
