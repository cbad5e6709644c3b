import type { Limiter } from '../../src/hubspot/limiter.ts';

/** For worlds whose clock stands still: nobody waits, whatever HubSpot says about its limits. */
export const unlimited: Limiter = { run: (_lane, work) => work(), heard: () => undefined };
