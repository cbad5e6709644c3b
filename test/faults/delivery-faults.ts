import { z } from 'zod';
import type { Installation } from './installation.ts';
import type { Disturbance } from './play.ts';
import { STORY } from './story.ts';

/** What may become of webhooks on their way. */
export function deliveryFaults(seed: number): Disturbance[] {
  return [
    ordered('every delivery comes three times', { times: 3, shuffleSeed: 0 }),
    ordered('every delivery comes twice, in a mixed order', { times: 2, shuffleSeed: seed % 1_000_000 }),
    late(seed),
    ...[1, 2, 3].map(dropped),
  ];
}

function ordered(what: string, deliveries: { times: number; shuffleSeed: number }): Disturbance {
  let before = 0;
  return {
    what,
    on: { deliveries },
    async before(installation) {
      before = installation.events();
    },
    after: async (installation) => installation.events() - before,
  };
}

/** All webhooks of the whole story come at its end, twice and in a mixed order: history told backwards. */
function late(seed: number): Disturbance {
  return {
    what: 'all deliveries come late, twice and in a mixed order',
    on: { deliveries: { times: 2, shuffleSeed: seed % 1_000_000 } },
    onlyTheEnd: true,
    async before(installation, step) {
      installation.holdDeliveries(step < STORY.length - 1);
    },
    after: async (installation, step) => (step === STORY.length - 1 ? installation.events() : 0),
  };
}

const lost = z.object({ dropped: z.number() });

/** Of every `every` events one is lost for good. What no event tells is found by the sweep, and by a week of nights. */
function dropped(every: number): Disturbance {
  let count = 0;
  return {
    what: every === 1 ? 'no event comes at all' : `of ${every} events one never comes`,
    onlyTheEnd: true,
    async afterPeople({ sandbox }) {
      count = lost.parse(await sandbox.control('POST', '/deliveries/drop', { every })).dropped;
    },
    after: async () => count,
    afterwards: aWeek,
  };
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** docs/reliability.md: a sweep finds changed properties, a night links and deletions, a week what was restored. */
const NIGHTS = 7;

async function aWeek(installation: Installation): Promise<void> {
  await lookAround(installation, 6 * MINUTE);
  for (let night = 1; night <= NIGHTS; night++) {
    await lookAround(installation, DAY);
  }
}

/** Time goes by; what comes again and again has its turn: night, sweep, settings. */
async function lookAround({ app, sandbox, settle }: Installation, ms: number): Promise<void> {
  await sandbox.advance(ms);
  await app.nightly();
  while ((await app.lookAround()) > 0) await settle();
  await settle();
}
