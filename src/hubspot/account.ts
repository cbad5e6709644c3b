import { z } from 'zod';
import { parseAnswer } from './answer.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

const details = z.object({
  portalId: z.union([z.number(), z.string()]).transform(String),
  accountType: z.string(),
  timeZone: z.string(),
  companyCurrency: z.string(),
});

export type Account = z.infer<typeof details>;

/** Which portal the token belongs to, its time zone and company currency. Needs only the scope `oauth`. */
export async function readAccount(request: HubSpotRequest): Promise<Account> {
  const path = `/account-info/${API_VERSION}/details`;
  return parseAnswer(details, await request({ method: 'GET', path }), path);
}
