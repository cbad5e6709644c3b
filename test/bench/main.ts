import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { measureAlone } from './alone.ts';
import { measureBurst } from './burst.ts';
import { measureCard } from './card.ts';
import { measureHistory, measureMemory } from './history.ts';
import { measureIntake } from './intake.ts';
import { withPostgres } from './postgres.ts';
import { type Row, tableOf } from './row.ts';

const USAGE =
  'npm run bench [-- --quick | --huge] [--only intake,burst,alone,card,history,memory] [--json FILE]';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    huge: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const { quick, huge } = values;
const part = quick ? 20 : 1;
const MEASURES: Readonly<Record<string, () => Promise<Row[]>>> = {
  intake: () => measureIntake({ rounds: quick ? 3 : 9, roundMs: quick ? 500 : 2_000 }),
  burst: () => measureBurst({ deals: 1000 / part, naiveDeals: 100 / part }),
  alone: measureAlone,
  card: () => measureCard({ deals: 200 / part }),
  history: () => measureHistory({ sizes: huge ? [10_000, 100_000] : [10_000 / part] }),
  memory: () => measureMemory([10_000 / part, 100_000 / part]),
};

if (values.help) console.log(USAGE);
else await withPostgres(bench);

async function bench(): Promise<void> {
  const rows: Row[] = [];
  for (const name of values.only?.split(',') ?? Object.keys(MEASURES)) {
    const measure = MEASURES[name];
    if (measure === undefined) throw new Error(`${name} is no measure. ${USAGE}`);
    rows.push(...(await measure()));
  }
  console.log(tableOf(rows));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
}
