import { z } from 'zod';
import { type ControlOperation, readControl } from './control-call.ts';

const rate = z.strictObject({ calls: z.number().int().min(1), perMs: z.number().int().min(1) });
const limitInput = z.strictObject({
  enabled: z.boolean(),
  burst: rate.optional(),
  search: rate.optional(),
  daily: z.number().int().min(1).optional(),
});

/** Turns HubSpot's rate limits on or off, and may change their numbers. */
export const setRateLimits: ControlOperation = {
  method: 'POST',
  path: '/rate-limits',
  run({ sandboxed, body }) {
    const input = readControl(limitInput, body);
    const before = sandboxed.rateLimiter.limits;
    sandboxed.rateLimiter.limits = {
      enabled: input.enabled,
      burst: input.burst ?? before.burst,
      search: input.search ?? before.search,
      daily: input.daily ?? before.daily,
    };
    return sandboxed.rateLimiter.limits;
  },
};

export const readRateLimits: ControlOperation = {
  method: 'GET',
  path: '/rate-limits',
  run: ({ sandboxed }) => sandboxed.rateLimiter.limits,
};
