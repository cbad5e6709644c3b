import { unreachable } from '../errors.ts';
import type { Applied } from '../hubspot/schema/apply.ts';
import type { WantedSchema } from '../hubspot/schema/index.ts';

import { changeInWords, headingOf, obstacleInWords } from './schema-words.ts';

type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };

/** Says what `schema apply` did, what HubSpot would not do, and what is left. */
export function reportApplied(applied: Applied, wanted: WantedSchema, json: boolean, out: Out): void {
  const { told, wrong } = json
    ? { told: [JSON.stringify(asJson(applied), null, 2)], wrong: [] }
    : inWords(applied, wanted);
  for (const line of told) out.print(line);
  for (const line of wrong) out.complain(line);
}

function inWords(applied: Applied, wanted: WantedSchema): { told: string[]; wrong: string[] } {
  switch (applied.kind) {
    case 'blocked':
      return {
        told: ['Nothing was changed.'],
        wrong: applied.obstacles.map((step) => `${headingOf(step, wanted)}: ${obstacleInWords(step)}`),
      };
    case 'complete': {
      const done = doneIn(applied);
      const told = done.length === 0 ? 'Nothing to do: ' : `Done, ${done.length} changes: `;
      return {
        told: [`${told}this portal has the whole schema.`, ...notPossible(applied)],
        wrong: applied.conflicts.map((step) => `${headingOf(step, wanted)}: ${obstacleInWords(step)}`),
      };
    }
    case 'failed':
      return {
        told: [...listed('Done', doneIn(applied)), ...notPossible(applied)],
        wrong: [
          `Failed: ${changeInWords(applied.step)}: ${applied.problem.message}`,
          ...listed('Not done', applied.left.map(changeInWords)),
          'Run "partnerships schema apply" again once the reason is gone: it goes on from here.',
        ],
      };
    case 'unsettled':
      return {
        told: [...listed('Done', doneIn(applied)), ...notPossible(applied)],
        wrong: [
          ...listed('HubSpot does not show these yet', applied.left.map(changeInWords)),
          'Run "partnerships schema apply" again in a minute.',
        ],
      };
    default:
      return unreachable(applied);
  }
}

function asJson(applied: Applied): Record<string, unknown> {
  switch (applied.kind) {
    case 'blocked':
      return { result: 'blocked', obstacles: applied.obstacles.map(obstacleInWords) };
    case 'complete':
      return {
        result: 'complete',
        done: doneIn(applied),
        notPossible: notPossible(applied),
        conflicts: applied.conflicts.map(obstacleInWords),
      };
    case 'failed':
      return {
        result: 'failed',
        done: doneIn(applied),
        failed: changeInWords(applied.step),
        why: applied.problem.message,
        left: applied.left.map(changeInWords),
      };
    case 'unsettled':
      return { result: 'unsettled', done: doneIn(applied), left: applied.left.map(changeInWords) };
    default:
      return unreachable(applied);
  }
}

type WithTried = Extract<Applied, { kind: 'complete' | 'failed' | 'unsettled' }>;

function doneIn({ tried }: WithTried): string[] {
  return tried.filter(({ outcome }) => outcome.kind === 'done').map(({ step }) => changeInWords(step));
}

function notPossible({ tried }: WithTried): string[] {
  return tried.flatMap(({ step, outcome }) =>
    outcome.kind === 'not-possible' ? [`HubSpot would not ${changeInWords(step)}: ${outcome.why}`] : [],
  );
}

function listed(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${heading}:`, ...lines.map((each) => `  ${each}`)];
}
