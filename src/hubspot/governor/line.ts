import { Problem } from '../../errors.ts';
import type { Clock } from './clock.ts';
import { LANES, type Lane } from './lane.ts';
import type { Leases } from './leases.ts';

type Waiting = { readonly begin: () => void; readonly refuse: (why: unknown) => void };
type Queue = {
  readonly lane: Lane;
  readonly waiting: Waiting[];
  /** Asking for calls, or waiting to ask again. */
  busy: boolean;
};

/** Who would wait longer goes back to the queue of work, which waits without holding anything. */
const PATIENCE_MS = 20_000;
const LONGEST_LINE = 5_000;
const LINE_IS_FULL_MS = 10_000;

/**
 * The line in front of HubSpot, for one account in one process: so many calls at once, each lane in the order they
 * came, as many as there are leases for. Rejects with a `Problem` that says how long to wait, when the turn would
 * not come soon.
 */
export function createLine(
  leases: Leases,
  { atOnce, clock }: { readonly atOnce: number; readonly clock: Clock },
): <Result>(lane: Lane, work: () => Promise<Result>) => Promise<Result> {
  const queues = new Map(LANES.map((lane): [Lane, Queue] => [lane, { lane, waiting: [], busy: false }]));
  let running = 0;

  /** Gets calls for those in line, or sends them away. */
  const refill = async (queue: Queue) => {
    queue.busy = true;
    try {
      const waitMs = await leases.refill(queue.lane, queue.waiting.length);
      if (waitMs > PATIENCE_MS) sendAway(queue, waitProblem(waitMs, 'HubSpot asked us to wait'));
      else if (waitMs > 0) await new Promise<void>((resolve) => void clock.later(resolve, waitMs));
    } catch (error) {
      sendAway(queue, error);
    }
    queue.busy = false;
    advance(queue);
  };

  const advance = (queue: Queue) => {
    while (running < atOnce && queue.waiting.length > 0 && !queue.busy) {
      if (!leases.take(queue.lane)) return void refill(queue);
      running += 1;
      queue.waiting.shift()?.begin();
    }
  };

  return async (lane, work) => {
    const queue = queues.get(lane) ?? { lane, waiting: [], busy: false };
    if (queue.waiting.length >= LONGEST_LINE) throw waitProblem(LINE_IS_FULL_MS, 'too many wait already');
    await new Promise<void>((begin, refuse) => {
      queue.waiting.push({ begin, refuse });
      advance(queue);
    });
    try {
      return await work();
    } finally {
      running -= 1;
      for (const each of queues.values()) advance(each);
    }
  };
}

function sendAway({ waiting }: Queue, why: unknown): void {
  for (const { refuse } of waiting.splice(0)) refuse(why);
}

function waitProblem(ms: number, why: string): Problem {
  return new Problem('hubspot-rate-limited', `no call to HubSpot now: ${why}`, {
    retry: { kind: 'wait', ms },
  });
}
