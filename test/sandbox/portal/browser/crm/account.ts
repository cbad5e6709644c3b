import { z } from 'zod';
import { apiVersion, type CrmRequest } from './request.ts';

export type Account = {
  readonly portalId: number;
  readonly timeZone: string;
  readonly companyCurrency: string;
};

const details = z.object({ portalId: z.number(), timeZone: z.string(), companyCurrency: z.string() });

export async function readAccount(request: CrmRequest): Promise<Account> {
  return details.parse(await request('GET', `/account-info/${apiVersion}/details`));
}
