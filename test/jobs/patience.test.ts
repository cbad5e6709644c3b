import { describe, expect, test } from '@jest/globals';
import { Problem } from '../../src/errors.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import { patiently } from '../../src/jobs/patience.ts';
import { workThrough } from '../../src/jobs/work-through.ts';
import { LONG_WORK } from '../../src/retry-policy.ts';

const down = new Problem('hubspot-unavailable', 'HubSpot is away');
const told = new Problem('hubspot-rate-limited', 'wait', { retry: { kind: 'wait', ms: 90_000 } });

/** Fails with each of these in turn, then answers. */
function failing(...errors: readonly Error[]) {
  const left = [...errors];
  return async () => {
    const next = left.shift();
    if (next !== undefined) throw next;
    return 'done';
  };
}

function noted() {
  const pauses: number[] = [];
  return { pauses, pause: async (ms: number) => void pauses.push(ms) };
}

describe('a step of long work', () => {
  test('is tried again after each pause of the policy; being told to wait costs none of them', async () => {
    const { pauses, pause } = noted();
    const step = failing(down, told, down, told, down, down);
    expect(await patiently(pause, step)).toBe('done');
    expect(pauses).toEqual([2_000, 90_000, 10_000, 90_000, 30_000, 60_000]);
  });

  test('is tried again when another transaction was in its way', async () => {
    const { pauses, pause } = noted();
    const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' });
    expect(await patiently(pause, failing(deadlock, down))).toBe('done');
    expect(pauses).toEqual([2_000, 10_000]);
  });

  test('is given up on after the last pause, after too many waits, and at once when it cannot succeed', async () => {
    const faults = Array.from({ length: LONG_WORK.pausesMs.length + 1 }, () => down);
    await expect(patiently(noted().pause, failing(...faults))).rejects.toBe(down);
    const waits = Array.from({ length: LONG_WORK.mostWaits + 1 }, () => told);
    await expect(patiently(noted().pause, failing(...waits))).rejects.toBe(told);
    const { pauses, pause } = noted();
    const refused = new Problem('hubspot-refused', 'no');
    await expect(patiently(pause, failing(refused))).rejects.toBe(refused);
    const mistake = new TypeError('x is not a function');
    await expect(patiently(pause, failing(mistake))).rejects.toBe(mistake);
    expect(pauses).toEqual([]);
  });
});

describe('records that long work runs itself', () => {
  const portal = { id: parseId<PortalId>('1001', 'portal') };

  test('are tried as often, after the same pauses, and parked at the last attempt', async () => {
    const { pauses, pause } = noted();
    const seen: (boolean | undefined)[] = [];
    const parked = await workThrough(
      {
        pause,
        run: async (_kind, items) =>
          items.map(({ lastAttempt }) => {
            seen.push(lastAttempt);
            return lastAttempt === true
              ? ({ kind: 'parked' } as const)
              : ({ kind: 'failed', message: 'away' } as const);
          }),
      },
      portal,
      'deal',
      ['1'],
    );
    expect({ parked, pauses, seen }).toEqual({
      parked: 1,
      pauses: [...LONG_WORK.pausesMs],
      seen: [false, false, false, false, true],
    });
  });
});
