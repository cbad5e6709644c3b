import { z } from 'zod';
import { apiVersion, type CrmRequest } from './request.ts';

export type Owner = { readonly id: string; readonly name: string };

const owners = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      email: z.string().optional(),
      firstName: z.string().optional(),
      lastName: z.string().optional(),
    }),
  ),
});

export async function readOwners(request: CrmRequest): Promise<readonly Owner[]> {
  const answer = owners.parse(await request('GET', `/crm/owners/${apiVersion}`));
  return answer.results.map((owner) => {
    const name = [owner.firstName, owner.lastName].filter(Boolean).join(' ');
    return { id: owner.id, name: name || owner.email || owner.id };
  });
}
