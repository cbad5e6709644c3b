import { z } from 'zod';
import { readParked } from '../../src/store/parked.ts';
import { isWorkKind } from '../../src/store/queue.ts';
import type { Installation } from './installation.ts';
import type { Disturbance } from './play.ts';

const status = (code: number, policyName?: string) => ({
  ...{ kind: 'status', status: code },
  ...(policyName === undefined ? {} : { body: { policyName, message: 'too many' } }),
});
const read = 'batch/read';
const write = 'batch/(create|update|upsert|archive)';

/** What goes wrong in every step, by name, in the words of the sandbox's control plane. */
const ORDERED: Readonly<Record<string, readonly object[]>> = {
  'a storm of 429, the limit of ten seconds': [
    { times: 40, fault: status(429, 'TEN_SECONDLY_ROLLING') },
    { after: 10, times: 40, fault: status(429, 'SECONDLY') },
  ],
  'the daily limit is spent': [{ path: write, times: 12, fault: status(429, 'DAILY') }],
  '423, records are locked': [{ path: write, times: 10, fault: status(423) }],
  '500, 502, 503 and 504 before anything is written': [
    { path: read, after: 1, times: 2, fault: status(500) },
    { path: write, times: 3, fault: status(502) },
    { path: write, after: 2, times: 3, fault: status(503) },
    { path: 'labels', times: 2, fault: status(504) },
  ],
  '500 and 502 after it was written': [
    { path: write, times: 4, applied: true, fault: status(500) },
    { path: write, after: 2, times: 4, applied: true, fault: status(502) },
  ],
  '477, the account is moved': [{ times: 5, fault: status(477) }],
  '401, the token is refused for a while': [{ times: 6, fault: status(401) }],
  'lines cut before anything is written': [
    { path: read, times: 2, fault: { kind: 'cut' } },
    { path: write, times: 4, fault: { kind: 'cut' } },
  ],
  'lines cut after it was written': [
    { path: write, times: 5, applied: true, fault: { kind: 'cut' } },
    { path: 'associations', after: 2, times: 3, applied: true, fault: { kind: 'cut' } },
  ],
  'slow answers': [{ times: 5, fault: { kind: 'slow', ms: 40 } }],
};

/** No answer at all, until our own patience (30 s of real time) ends: for the long run. */
export const SILENCE: Disturbance = ordered('HubSpot does not answer', [
  { path: write, after: 1, applied: true, fault: { kind: 'timeout' } },
]);

/** Everything HubSpot may answer, or not answer. */
export function hubspotFaults(): Disturbance[] {
  return [
    ...Object.entries(ORDERED).map(([what, faults]) => ordered(what, faults)),
    leftOut,
    refusedStamp('207'),
    refusedStamp('plain'),
  ];
}

function ordered(what: string, faults: readonly object[]): Disturbance {
  return {
    what,
    async before({ sandbox }) {
      for (const fault of faults) await sandbox.control('POST', '/faults', fault);
    },
    async after({ sandbox }) {
      const waiting = pending.parse(await sandbox.control('GET', '/faults')).faults;
      await sandbox.control('DELETE', '/faults');
      return timesOf(pending.parse({ faults }).faults) - timesOf(waiting);
    },
  };
}

const pending = z.object({ faults: z.array(z.object({ times: z.number().default(1) })) });

function timesOf(faults: readonly { readonly times: number }[]): number {
  return faults.reduce((sum, { times }) => sum + times, 0);
}

const LEFT_OUT = 4;
const leftOut: Disturbance = {
  what: 'answers that leave a written record out',
  async before(installation) {
    installation.leaveOut(LEFT_OUT);
  },
  async after(installation) {
    const left = installation.leaveOut(0);
    return LEFT_OUT - left;
  },
};

/** An admin's rule refuses what we write on one of the deals; then the rule goes, and a person retries. */
function refusedStamp(partialBatchStatus: '207' | 'plain'): Disturbance {
  return {
    what: `a stamp of one deal in a batch is refused, in an answer of ${partialBatchStatus === '207' ? '207' : '200'}`,
    async afterPeople({ sandbox }) {
      await sandbox.control('POST', '/assume', { partialBatchStatus });
      await sandbox.control('POST', '/rules', {
        objectType: 'deals',
        when: { property: 'dealname', value: 'Website' },
        require: ['description'],
      });
    },
    async after(installation) {
      await installation.sandbox.control('DELETE', '/rules');
      return retryParked(installation);
    },
  };
}

/** What `dead-letters retry` does, with a server that runs. Resolves to what was parked. */
async function retryParked({ app, portalId, settle }: Installation): Promise<number> {
  const parked = await readParked(app.database, portalId);
  await app.queue.enqueue(
    parked.flatMap(({ kind, recordId }) => (isWorkKind(kind) ? [{ kind, portalId, recordId }] : [])),
  );
  await settle();
  return parked.length;
}
