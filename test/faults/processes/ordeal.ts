import { setTimeout as pause } from 'node:timers/promises';
import { dayIn } from '../../../src/calendar.ts';
import { disagreements } from '../../flows/disagreements.ts';
import { createPerson } from '../../flows/person.ts';
import type { Compared } from '../compare.ts';
import { createInstallation } from '../installation.ts';
import { outcome } from '../outcome.ts';
import { createRandom, type Random } from '../random.ts';
import { createLoad } from './load.ts';
import { quiet } from './quiet.ts';
import { openYard, type Yard } from './yard.ts';

/** What is done to real processes while people work. */
export type Ordeal = {
  readonly what: string;
  readonly instances: number;
  /** Between two actions of people. Resolves to the number of faults it made. */
  strike(yard: Yard, random: Random): Promise<number>;
  /** After the last action: brings back what was taken away. */
  heal(yard: Yard): Promise<void>;
};

const ACTIONS = 500;
const PAUSE_MS = 40;

/** Lets people work while everything breaks, waits until all is quiet, and compares with the calm run of the same work. */
export async function endure(ordeal: Ordeal, databaseUrl: string, seed: number): Promise<Compared> {
  const yard = await openYard(databaseUrl, ordeal.instances);
  try {
    const compared = await endureIn(yard, ordeal, seed);
    await yard.stop();
    return compared;
  } catch (error) {
    await yard.killAllServers();
    await yard.stop();
    throw error;
  }
}

async function endureIn(yard: Yard, ordeal: Ordeal, seed: number): Promise<Compared> {
  const today = dayInPortal();
  const [random, chance] = [createRandom(seed), createRandom(seed + 1)];
  const load = createLoad(yard, random, today);
  await load.setUp();
  let faults = 0;
  for (let action = 0; action < ACTIONS; action++) {
    await load.act();
    faults += await ordeal.strike(yard, chance);
    await pause(PAUSE_MS);
  }
  await load.end();
  await ordeal.heal(yard);
  const { events } = await quiet(yard);
  const lines = await outcome(yard);
  if (dayInPortal() !== today) throw new Error('midnight has passed meanwhile: try again');
  const lost = [...against(await calmOutcome(seed, today), lines), ...(await disagreements(yard))];
  const credits = lines.filter((line) => line.startsWith('ledger ')).length;
  return { what: ordeal.what, lost, faults, events, credits };
}

/** The portal's day: credits carry it, so that a run over midnight cannot be compared. */
function dayInPortal(): string {
  return dayIn('Europe/Berlin', Date.now());
}

/** The same work, in one process that nothing disturbs. */
async function calmOutcome(seed: number, today: string): Promise<string[]> {
  const installation = await createInstallation({ startAt: `${today}T09:00:00Z` });
  try {
    const { crm } = installation;
    const person = await createPerson(installation);
    const load = createLoad({ crm, person }, createRandom(seed), today);
    await load.setUp();
    for (let action = 0; action < ACTIONS; action++) {
      await load.act();
      if (action % 20 === 0) await installation.settle();
    }
    await load.end();
    await installation.settle();
    return await outcome(installation);
  } finally {
    await installation.stop();
  }
}

function against(wanted: readonly string[], actual: readonly string[]): string[] {
  return [
    ...wanted.filter((line) => !actual.includes(line)).map((line) => `missing: ${line}`),
    ...actual.filter((line) => !wanted.includes(line)).map((line) => `instead: ${line}`),
  ];
}
