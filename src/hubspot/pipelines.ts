import { z } from 'zod';
import { parseDecimal } from '../money.ts';
import { parseAnswer } from './answer.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

/** Deal stages by id. A stage is won when it is closed with probability 1; no stage id is ever compared. */
export type Stages = ReadonlyMap<string, { readonly closed: boolean; readonly won: boolean }>;

const pipelines = z.object({
  results: z.array(
    z.object({
      stages: z.array(
        z.object({ id: z.string(), metadata: z.record(z.string(), z.string().nullable()).optional() }),
      ),
    }),
  ),
});

export async function readStages(request: HubSpotRequest): Promise<Stages> {
  const path = `/crm/pipelines/${API_VERSION}/deals`;
  const { results } = parseAnswer(pipelines, await request({ method: 'GET', path }), path);
  return new Map(
    results.flatMap(({ stages }) =>
      stages.map(({ id, metadata }) => {
        const probability = parseDecimal(metadata?.probability ?? '0', `probability of stage ${id}`);
        const closed = metadata?.isClosed === 'true';
        // Computed numbers come as binary doubles: 1 may be 0.9999… (rulings R50).
        return [id, { closed, won: closed && probability.gte('0.9999') }] as const;
      }),
    ),
  );
}
