import { createPerson } from '../flows/person.ts';
import { createWorld } from '../support/world.ts';
import { countCalls, sum } from './calls.ts';
import { floorOf } from './floor.ts';
import { workNaively } from './naive.ts';
import type { Row } from './row.ts';
import { enterScene } from './scene.ts';

const PARTNERS = 10;
const MOST_CALLS_PER_DEAL = 0.09;
const MOST_OF_FLOOR = 1.3;

/**
 * Many deals won at one time, long after the referrals were accepted; every event delivered, those of our own writes
 * included, until nothing is left. Beside it a worker that takes one deal at a time, on a part of the same scene.
 */
export async function measureBurst(input: {
  readonly deals: number;
  readonly naiveDeals: number;
}): Promise<Row[]> {
  const calls = countCalls();
  const world = await createWorld({ onCall: calls.onCall });
  try {
    const person = await createPerson(world);
    const scene = await enterScene(person, { deals: input.deals + input.naiveDeals, partners: PARTNERS });
    await world.settle();
    await world.advanceDays(20);
    await world.settle();
    calls.take();
    const ours = scene.deals.slice(input.naiveDeals);
    const began = performance.now();
    await person.updateMany('deal', ours, { dealstage: 'closedwon' });
    await settle(world);
    const ms = (performance.now() - began) / ours.length;
    const made = sum(calls.take());
    await checkCredits(world, ours.length);
    const others = scene.deals.slice(0, input.naiveDeals);
    await person.updateMany('deal', others, { dealstage: 'closedwon' });
    const naive = await workNaively(world, others);
    return rowsOf({ deals: ours.length, made, ms, naive });
  } finally {
    await world.stop();
  }
}

type World = Awaited<ReturnType<typeof createWorld>>;

/** Delivers once and works, until our own writes cause nothing more. */
async function settle({ sandbox, app }: World): Promise<void> {
  for (;;) {
    const { events } = await sandbox.deliver();
    await app.settle();
    if (events === 0) return;
  }
}

async function checkCredits(world: World, deals: number): Promise<void> {
  const credits = await world.crm.all('partner_credit', ['amount_home']);
  const right = credits.filter(({ properties }) => properties.amount_home === '1000.00').length;
  if (right !== deals) throw new Error(`${right} credits are right, of ${deals} deals`);
}

function rowsOf({
  deals,
  made,
  ms,
  naive,
}: {
  readonly deals: number;
  readonly made: number;
  readonly ms: number;
  readonly naive: { readonly callsPerDeal: number; readonly msPerDeal: number };
}): Row[] {
  const floor = floorOf({ deals, partners: PARTNERS });
  const perDeal = made / deals;
  return [
    {
      what: `burst of ${deals} wins: calls per credited deal`,
      ...{ ours: perDeal.toFixed(4), comparison: '', ratio: '', target: `≤ ${MOST_CALLS_PER_DEAL}` },
      met: deals < 1000 ? null : perDeal <= MOST_CALLS_PER_DEAL,
    },
    {
      what: `burst of ${deals} wins: calls`,
      ...{ ours: String(made), comparison: `floor ${floor}`, ratio: (made / floor).toFixed(2) },
      ...{ target: `≤ ${MOST_OF_FLOOR} × floor`, met: made <= MOST_OF_FLOOR * floor },
    },
    {
      what: 'one deal at a time: calls per deal',
      ours: perDeal.toFixed(4),
      comparison: `naive ${naive.callsPerDeal.toFixed(2)}, its echoes not counted`,
      ratio: (perDeal / naive.callsPerDeal).toFixed(4),
      ...{ target: '', met: null },
    },
    {
      what: 'one deal at a time: ms per deal, no limits',
      ours: `${ms.toFixed(1)} with echoes`,
      comparison: `naive ${naive.msPerDeal.toFixed(1)} without`,
      ratio: (ms / naive.msPerDeal).toFixed(2),
      ...{ target: '', met: null },
    },
  ];
}
