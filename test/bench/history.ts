import { z } from 'zod';
import { createTestDatabase } from '../support/database.ts';
import { enterHistory } from './enter-history.ts';
import { startProcess } from './processes/answer.ts';
import type { Row } from './row.ts';

const MOST_OF_LIMITER = 1.2;
const MOST_GROWTH = 1.2;
/**
 * What Node may keep of the 512 MB that a server is promised to do with (docs/operations.md). With all the memory of the
 * machine to use it collects late, and its size says little of what it needs.
 */
const HEAP_MB = 256;
/** HubSpot's limit of a private app, of which a fifth stays free for others. */
const CALLS = { ofUs: 190 * 0.8, perMs: 10_000 } as const;

const form = z.object({
  ...{ ms: z.number(), searchedMs: z.number(), calls: z.number(), done: z.number(), entries: z.number() },
  ...{ credits: z.number(), peakMb: z.number(), limited: z.number() },
  routes: z.array(z.tuple([z.string(), z.number()])),
});
type Run = z.infer<typeof form> & { readonly deals: number };

/** History brought in by a new process with a new database, HubSpot's limits on, in real time. */
export async function measureHistory({ sizes }: { readonly sizes: readonly number[] }): Promise<Row[]> {
  const rows: Row[] = [];
  for (const deals of sizes) rows.push(...rowsOf(await run(deals, 1)));
  return rows;
}

/** Limits so wide that a hundred thousand deals end today. */
const WIDE = 20;

/** How memory grows with history. */
export async function measureMemory(sizes: readonly [small: number, large: number]): Promise<Row[]> {
  const small = await run(sizes[0], WIDE);
  const large = await run(sizes[1], WIDE);
  const ratio = large.peakMb / small.peakMb;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(0)} s`;
  return [
    {
      what: `peak memory (heap held at ${HEAP_MB} MB): backfill of ${large.deals} deals, limits × ${WIDE}`,
      ours: `${large.peakMb.toFixed(0)} MB`,
      comparison: `${small.deals} deals: ${small.peakMb.toFixed(0)} MB`,
      ...{ ratio: ratio.toFixed(2), target: `≤ ${MOST_GROWTH}`, met: ratio <= MOST_GROWTH },
    },
    {
      what: `time: backfill of ${large.deals} deals, limits × ${WIDE}`,
      ours: `${seconds(large.ms)}, ${large.credits} credits`,
      comparison: `${small.deals} deals: ${seconds(small.ms)}`,
      ...{ ratio: (large.ms / small.ms).toFixed(1), target: '', met: null },
    },
  ];
}

async function run(deals: number, wide: number): Promise<Run> {
  const database = await createTestDatabase();
  const portal = startProcess('portal', {});
  try {
    const { url: hubspotUrl } = z.object({ url: z.string() }).parse(await portal.answer);
    await enterHistory(hubspotUrl, deals);
    const told = { databaseUrl: database.url, hubspotUrl, wide };
    const product = startProcess('history', told, [`--max-old-space-size=${HEAP_MB}`]);
    try {
      return { deals, ...form.parse(await product.answer) };
    } finally {
      await product.stop();
    }
  } finally {
    await portal.stop();
    await database.close();
  }
}

function rowsOf({ deals, ms, calls, credits, peakMb, limited }: Run): Row[] {
  const alone = limiterMs(calls);
  return [
    {
      what: `backfill of ${deals} deals, limits on`,
      ours: `${(ms / 1000).toFixed(0)} s`,
      comparison: `limiter alone ${(alone / 1000).toFixed(0)} s for ${calls} calls, ${limited} × 429`,
      ratio: (ms / alone).toFixed(2),
      target: `≤ ${MOST_OF_LIMITER}`,
      // A run of a few seconds is mostly the first look and the last wait.
      met: deals < 10_000 ? null : ms <= MOST_OF_LIMITER * alone,
    },
    {
      what: `backfill of ${deals} deals: calls per deal`,
      ...{
        ours: (calls / deals).toFixed(4),
        comparison: `${credits} credits, ${(calls / credits).toFixed(3)} each`,
      },
      ...{ ratio: '', target: '', met: null },
    },
    {
      what: `backfill of ${deals} deals: peak memory`,
      ...{ ours: `${peakMb.toFixed(0)} MB`, comparison: '', ratio: '', target: '', met: null },
    },
  ];
}

/** How long so many calls take when only the limiter holds them up: the first window at once, the rest at its rate. */
function limiterMs(calls: number): number {
  return Math.max(1, ((calls - CALLS.ofUs) / CALLS.ofUs) * CALLS.perMs);
}
