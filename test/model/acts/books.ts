import { DEFAULT_POLICY } from '../../../src/attribution/policy.ts';
import { addMonths, monthOf } from '../../../src/calendar.ts';
import { closePeriod, reopenPeriod } from '../../../src/jobs/periods.ts';
import { works } from '../../../src/jobs/works.ts';
import { readClosedMonths } from '../../../src/store/closed-months.ts';
import { savePolicy } from '../../../src/store/policies.ts';
import type { PolicyRules } from '../../../src/store/policy-rules.ts';
import type { Act } from '../act.ts';
import type { Stage } from '../stage.ts';

export const settle: Act = async ({ world }) => {
  await world.settle();
  return 'all is delivered and worked off';
};

export const passDays: Act = async ({ world }, dice) => {
  const days = dice.choose([1, 3, 16, 31, 95]);
  await world.advanceDays(days);
  await world.app.nightly();
  await world.settle();
  return `${days} days pass`;
};

export const closeMonth: Act = async (stage, dice) => {
  const month = monthOf(addMonths(stage.today(), dice.choose([-1, -1, -2, 0])));
  if ((await closed(stage)).includes(month)) return null;
  const { world, portal } = stage;
  await closePeriod({ ...world.app, database: world.app.database }, portal, {
    month,
    actor: 'rae',
    force: true,
  });
  return `month ${month} is closed`;
};

export const reopenMonth: Act = async (stage, dice) => {
  const month = dice.pick(await closed(stage));
  if (month === undefined) return null;
  const input = { month, actor: 'rae', second: null, reason: 'a mistake' };
  await reopenPeriod(stage.world.app, stage.portal, input);
  return `month ${month} is open again`;
};

async function closed({ world, portal }: Stage) {
  return (await readClosedMonths(world.app.database, portal.id)).map(({ month }) => month);
}

/** Wins keep the rules they were decided under; open deals are looked at again under the new ones. */
export const changeRules: Act = async ({ alive, world, portal }, dice) => {
  const change = dice.choose<Partial<PolicyRules>>([
    { model: 'linear' },
    { model: 'position_based' },
    { model: 'time_decay' },
    { model: 'w_shaped' },
    { model: 'role_weighted' },
    { model: 'first' },
    { model: 'primary' },
    { includedPipelines: ['default'] },
    { claimDeadlineDays: 1, expansionMonths: 1 },
  ]);
  const now = new Date(world.sandbox.now());
  const policy = await savePolicy(world.app.database, portal.id, { ...rules, ...change }, 'rae', now);
  await world.app.queue.enqueue(works(portal.id, 'deal', alive.deal));
  return `rules ${policy.version}: ${JSON.stringify(change)}`;
};

const { version: _version, ...rules } = DEFAULT_POLICY;
