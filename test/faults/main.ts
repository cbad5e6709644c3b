import { parseArgs } from 'node:util';
import startPostgres from '../support/start-postgres.ts';
import stopPostgres from '../support/stop-postgres.ts';
import { compare } from './compare.ts';
import { deathAt, deathBesideAnother, deathsByChance, lastPoint } from './crashes.ts';
import { deliveryFaults } from './delivery-faults.ts';
import { dieAtFirstStart } from './first-start.ts';
import { hubspotFaults, SILENCE } from './hubspot-faults.ts';
import { type Disturbance, type Played, play } from './play.ts';
import { tryProcesses } from './processes/try-processes.ts';
import { createRandom, seedOfRun } from './random.ts';
import { createReport } from './report.ts';

const PARTS = ['start', 'points', 'chance', 'hubspot', 'deliveries', 'processes'] as const;
type Part = (typeof PARTS)[number];
const USAGE = `usage: node test/faults/main.ts [--seed N] [--only ${PARTS.join(',')}]`;

/** Runs by chance in the part of that name. */
const CHANCES = 20;

/** `npm run test:long`: everything that may go wrong, tried on the whole product. Ends with 1 when anything was lost. */
async function main({ seed, only }: { seed: number; only: readonly Part[] }): Promise<number> {
  const report = createReport((line) => console.log(line));
  report.say(`seed ${seed}: repeat with --seed ${seed}`);
  await startPostgres();
  try {
    const calm = await play();
    if (calm.disagreements.length > 0) throw new Error(calm.disagreements.join('\n'));
    report.say(`the calm run: ${calm.points.join(' + ')} commits and HubSpot writes, ${calm.events} events`);
    for (const part of only) {
      for (const disturbance of disturbancesOf(part, calm, seed))
        await report.add(disturbance.what, () => compare(calm, disturbance));
      if (part === 'start') await report.add('the first start', dieAtFirstStart);
      if (part === 'processes') await tryProcesses(report, seed);
    }
  } finally {
    await stopPostgres();
  }
  return report.end() ? 0 : 1;
}

function disturbancesOf(part: Part, calm: Played, seed: number): Disturbance[] {
  const random = createRandom(seed);
  const times = (count: number, make: (number: number) => Disturbance) =>
    Array.from({ length: count }, (_, number) => make(number));
  switch (part) {
    case 'points':
      return times(lastPoint(calm), (number) => deathAt(number + 1));
    case 'chance':
      return times(CHANCES, (number) =>
        number % 2 === 0 ? deathsByChance(random, calm) : deathBesideAnother(random, calm),
      );
    case 'hubspot':
      return [...hubspotFaults(), SILENCE];
    case 'deliveries':
      return deliveryFaults(seed);
    case 'start':
    case 'processes':
      return [];
  }
}

function readOptions(): { seed: number; only: readonly Part[] } | null {
  try {
    const { values } = parseArgs({ options: { seed: { type: 'string' }, only: { type: 'string' } } });
    const names = values.only?.split(',') ?? [...PARTS];
    const only = PARTS.filter((part) => names.includes(part));
    if (only.length !== names.length) return null;
    return { seed: seedOfRun(values.seed ?? process.env.FAULT_SEED), only };
  } catch {
    // An unknown option is wrong usage, which the caller prints.
    return null;
  }
}

// Exit handlers end the processes and disks of a run that is broken off.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const options = readOptions();
if (options === null) console.error(USAGE);
// Servers that died in this process were left as they were: their timers would keep it alive.
process.exit(options === null ? 2 : await main(options));
