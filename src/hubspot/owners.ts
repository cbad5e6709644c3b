import { z } from 'zod';
import { parseAnswer } from './answer.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

/** A person who may own records. Archived ones are not listed. */
export type Owner = {
  readonly id: string;
  /** Of the user behind it; absent where there is none any more. */
  readonly userId: string | null;
  readonly teamIds: readonly string[];
};

const id = z.union([z.string(), z.number()]).transform(String);
const page = z.object({
  results: z.array(
    z.object({
      id,
      userId: id.nullish(),
      teams: z.array(z.object({ id })).nullish(),
    }),
  ),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

const PAGE = 500;

/** All owners of the portal with their teams, in the order of their ids. */
export async function readOwners(request: HubSpotRequest): Promise<Owner[]> {
  const path = `/crm/owners/${API_VERSION}`;
  const owners: Owner[] = [];
  let after: string | undefined;
  do {
    const query = { limit: String(PAGE), ...(after === undefined ? {} : { after }) };
    const answer = parseAnswer(page, await request({ method: 'GET', path, query }), path);
    owners.push(
      ...answer.results.map(({ id: ownerId, userId, teams }) => ({
        id: ownerId,
        userId: userId ?? null,
        teamIds: (teams ?? []).map((team) => team.id).sort(),
      })),
    );
    after = answer.paging?.next?.after;
  } while (after !== undefined);
  return owners.sort((a, b) => (a.id < b.id ? -1 : 1));
}
