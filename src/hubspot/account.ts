import { z } from 'zod';
import { isTimeZone } from '../calendar.ts';
import { parseAnswer } from './answer.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

const details = z.object({
  portalId: z.union([z.number(), z.string()]).transform(String),
  accountType: z.string(),
  // All days of the portal hang on it: one that nobody knows must not be kept.
  timeZone: z.string().refine(isTimeZone, 'is no time zone'),
  companyCurrency: z.string(),
});

export type Account = z.infer<typeof details>;

/** Which portal the token belongs to, its time zone and company currency. Needs only the scope `oauth`. */
export async function readAccount(request: HubSpotRequest): Promise<Account> {
  const path = `/account-info/${API_VERSION}/details`;
  return parseAnswer(details, await request({ method: 'GET', path }), path);
}
