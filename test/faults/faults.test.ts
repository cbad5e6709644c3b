import { beforeAll, expect, test } from '@jest/globals';
import { compare } from './compare.ts';
import { deathBesideAnother, deathsByChance } from './crashes.ts';
import { deliveryFaults } from './delivery-faults.ts';
import { hubspotFaults } from './hubspot-faults.ts';
import { type Disturbance, type Played, play } from './play.ts';
import { createRandom, seedOfRun } from './random.ts';

// A sample of what `npm run test:long` tries in full; FAULT_SEED repeats one that failed.
const seed = seedOfRun();
const random = createRandom(seed);
let calm: Played;
beforeAll(async () => {
  calm = await play();
}, 60_000);

test('the calm run loses nothing, and moves money in every step', () => {
  expect(calm.disagreements).toEqual([]);
  expect(calm.credits).toBe(6);
  expect(new Set(calm.outcomes.map((lines) => lines.join('\n'))).size).toBe(6);
});

const SAMPLE: Readonly<Record<string, () => Disturbance>> = {
  'servers that die after any commit or HubSpot write': () => deathsByChance(random, calm),
  'one server of two that dies, any answer of HubSpot, or webhooks that come otherwise': () =>
    random.pick([deathBesideAnother(random, calm), ...hubspotFaults(), ...deliveryFaults(seed)]),
};

test.each(Object.keys(SAMPLE))(
  'ledger and portal end as in the calm run after %s',
  async (name) => {
    const disturbance = SAMPLE[name]?.() ?? { what: 'nothing' };
    const { what, lost, faults } = await compare(calm, disturbance);
    expect({ seed, what, lost }).toEqual({ seed, what, lost: [] });
    expect(faults).toBeGreaterThan(0);
  },
  60_000,
);
