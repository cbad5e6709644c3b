import { readStages, type Stages } from '../hubspot/pipelines.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import type { Portal } from './portal.ts';

const STAGES_MS = 5 * 60_000;

/** A portal's deal stages, read again every few minutes and whenever one is asked for that is not known. */
export function createStages(request: HubSpotRequest, now: () => number): Portal['stages'] {
  let known: { at: number; stages: Stages } | null = null;
  return async (mustKnow, { ofAnyAge = false } = {}) => {
    const complete = known !== null && mustKnow.every((id) => id === '' || known?.stages.has(id));
    const fresh = known !== null && (ofAnyAge || now() - known.at < STAGES_MS);
    if (known === null || !fresh || !complete) known = { at: now(), stages: await readStages(request) };
    return known.stages;
  };
}
