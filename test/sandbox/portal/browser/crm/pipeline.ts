import { z } from 'zod';
import { apiVersion, type CrmRequest } from './request.ts';

export type Stage = {
  readonly id: string;
  readonly label: string;
  readonly outcome: 'open' | 'won' | 'lost';
};

export type Pipeline = { readonly id: string; readonly label: string; readonly stages: readonly Stage[] };

const pipelines = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      stages: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          displayOrder: z.number(),
          metadata: z.object({ isClosed: z.string().optional(), probability: z.string().optional() }),
        }),
      ),
    }),
  ),
});

/** Pipelines with their stages in order; a stage of probability 1 is won, a closed one of 0 lost. */
export async function readPipelines(request: CrmRequest, typeId: string): Promise<readonly Pipeline[]> {
  const answer = pipelines.parse(await request('GET', `/crm/pipelines/${apiVersion}/${typeId}`));
  return answer.results.map(({ id, label, stages }) => ({
    id,
    label,
    stages: stages
      .toSorted((a, b) => a.displayOrder - b.displayOrder)
      .map((stage) => ({ id: stage.id, label: stage.label, outcome: outcomeOf(stage.metadata) })),
  }));
}

function outcomeOf(metadata: {
  isClosed?: string | undefined;
  probability?: string | undefined;
}): Stage['outcome'] {
  const probability = Number(metadata.probability);
  if (probability === 1) return 'won';
  return probability === 0 || metadata.isClosed === 'true' ? 'lost' : 'open';
}

/** A stage belongs to one pipeline: setting the stage sets both. */
export function withPipeline(
  values: Readonly<Record<string, string>>,
  known: readonly Pipeline[],
): Readonly<Record<string, string>> {
  const pipeline = known.find((one) => one.stages.some((stage) => stage.id === values.dealstage));
  return pipeline === undefined ? values : { ...values, pipeline: pipeline.id };
}
