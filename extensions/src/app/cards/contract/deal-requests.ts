/** What the deal card sends: each is one click of a person. */
import * as z from 'zod/mini';
import { commissionDecision, model, reasonCode, role } from './deal-card.ts';

const day = z.iso.date();
const id = z.string().check(z.regex(/^\d+$/));
/** Made once per click and kept through retries: the server answers a repeat without doing it twice. */
const requestId = z.string().check(z.regex(/^[0-9a-zA-Z-]{16,64}$/));
const reasonText = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));

export const setCredit = z.object({
  requestId,
  credit: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('shares'),
      /** They add up to 100.00; none credits nobody. */
      shares: z
        .array(
          z.object({
            partnerId: id,
            role,
            share: z.string().check(z.regex(/^\d{1,3}(\.\d{1,2})?$/, 'Type a percentage like 60 or 33.33.')),
          }),
        )
        .check(z.maxLength(20)),
    }),
    z.object({ kind: z.literal('model'), model }),
  ]),
  reason: z.object({ code: reasonCode, text: reasonText }),
  /** The rules decide again from 00:00 of this day; absent or null: it stands until somebody ends it. */
  until: z.optional(z.nullable(day)),
});
export type SetCredit = z.infer<typeof setCredit>;

/** A proposal of the card, as it was shown. */
export const acceptProposal = z.object({
  requestId,
  sourceId: z.string().check(z.minLength(1), z.maxLength(64)),
  partnerId: id,
  role,
});
export type AcceptProposal = z.infer<typeof acceptProposal>;

export const unlock = z.object({ requestId, reason: reasonText });
export type Unlock = z.infer<typeof unlock>;

export const decideCommission = z.object({
  requestId,
  partnerId: id,
  role,
  decision: commissionDecision,
  reason: reasonText,
});
export type DecideCommission = z.infer<typeof decideCommission>;
