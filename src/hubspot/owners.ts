import { z } from 'zod';
import { Problem } from '../errors.ts';
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
const owner = z.object({ id, userId: id.nullish(), teams: z.array(z.object({ id })).nullish() }).transform(
  ({ id: ownerId, userId, teams }): Owner => ({
    id: ownerId,
    userId: userId ?? null,
    teamIds: (teams ?? []).map((team) => team.id).sort(),
  }),
);
const page = z.object({
  results: z.array(owner),
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
    owners.push(...answer.results);
    after = answer.paging?.next?.after;
  } while (after !== undefined);
  return owners.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The owner that a user is, with the teams; null for a user who owns nothing here, or no longer (archived). Owner ids
 * and user ids are two different numbers (HubSpot's owners guide: `idProperty=userId`).
 */
export async function readOwnerOfUser(request: HubSpotRequest, userId: string): Promise<Owner | null> {
  const path = `/crm/owners/${API_VERSION}/${userId}`;
  try {
    const answer = await request({ method: 'GET', path, query: { idProperty: 'userId' } });
    return parseAnswer(owner, answer, path);
  } catch (error) {
    if (error instanceof Problem && error.code === 'hubspot-not-found') return null;
    throw error;
  }
}
