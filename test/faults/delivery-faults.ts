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

/** Of every `every` events one is lost for good. What no event tells is found by reading again. */
function dropped(every: number): Disturbance {
  let count = 0;
  return {
    what: every === 1 ? 'no event comes at all' : `of ${every} events one never comes`,
    onlyTheEnd: true,
    async afterPeople({ sandbox }) {
      count = lost.parse(await sandbox.control('POST', '/deliveries/drop', { every })).dropped;
    },
    async after(installation, step) {
      if (step === STORY.length - 1) await readAgain(installation);
      return count;
    },
  };
}

/** What the sweep and the nightly reading come to: every record is looked at again. */
async function readAgain({ app, crm, portalId, sandbox, settle }: Installation): Promise<void> {
  const kinds = ['partner', 'referral', 'partner_activity', 'deal'] as const;
  for (const kind of kinds) {
    const ids = (await crm.all(kind, [])).map(({ id }) => id);
    const known = kind === 'deal' ? await knownDeals(app.database, portalId) : [];
    await app.queue.enqueue(
      [...new Set([...ids, ...known])].map((recordId) => ({
        kind: kind === 'partner_activity' ? ('activity' as const) : kind,
        portalId,
        recordId,
      })),
    );
  }
  await sandbox.control('POST', '/deliveries/drop', {});
  await settle();
}

function knownDeals(database: Installation['app']['database'], portalId: string): Promise<string[]> {
  return database.rows(
    (row) => z.object({ deal_id: z.string() }).parse(row).deal_id,
    'SELECT deal_id FROM credit WHERE portal_id = $1',
    [portalId],
  );
}
