import { createPerson } from '../flows/person.ts';
import { createWorld } from '../support/world.ts';
import type { Row } from './row.ts';
import { enterScene } from './scene.ts';

const MOST_ROUND_TRIPS = 4;

type Interval = { readonly path: string; readonly began: number; ended: number };

/**
 * One win, not the portal's first, with nothing else going on, long after anything was read: how often it waits for HubSpot, from the delivery
 * to the answer that creates the credit. Counted, not timed: the longest chain of calls that follow each other.
 */
export async function measureAlone(): Promise<Row[]> {
  const world = await createWorld();
  const plainFetch = globalThis.fetch;
  try {
    const { schema } = await world.app.directory.get(world.portalId);
    const credits = `/${schema.objects.partner_credit.objectTypeId}/batch/create`;
    const person = await createPerson(world);
    const { deals } = await enterScene(person, { deals: 3, partners: 1 });
    await person.updateMany('deal', deals.slice(1, 2), { dealstage: 'closedwon' });
    await world.settle();
    await world.advanceDays(20);
    await world.settle();
    await person.updateMany('deal', deals.slice(0, 1), { dealstage: 'closedwon' });
    const calls = listen(world.sandbox.url, plainFetch);
    await world.sandbox.deliver();
    await world.app.settle();
    const created = calls.find(({ path }) => path.endsWith(credits));
    if (created === undefined) throw new Error('no credit was created');
    const trips = longestChain(calls.filter(({ ended }) => ended <= created.ended));
    return [
      {
        what: 'one win alone: round trips from delivery to credit',
        ...{ ours: String(trips), comparison: '', ratio: '', target: `≤ ${MOST_ROUND_TRIPS}` },
        met: trips <= MOST_ROUND_TRIPS,
      },
    ];
  } finally {
    globalThis.fetch = plainFetch;
    await world.stop();
  }
}

function listen(url: string, plainFetch: typeof fetch): Interval[] {
  const calls: Interval[] = [];
  globalThis.fetch = async (input, init) => {
    const path = String(input);
    if (!path.startsWith(url)) return plainFetch(input, init);
    const call = { path, began: performance.now(), ended: Number.POSITIVE_INFINITY };
    calls.push(call);
    const response = await plainFetch(input, init);
    call.ended = performance.now();
    return response;
  };
  return calls;
}

/** How many of these calls at most began one after the other had ended. */
function longestChain(calls: readonly Interval[]): number {
  let length = 0;
  let free = Number.NEGATIVE_INFINITY;
  for (const { began, ended } of [...calls].sort((a, b) => a.ended - b.ended)) {
    if (began < free) continue;
    length += 1;
    free = ended;
  }
  return length;
}
