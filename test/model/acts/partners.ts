import { addDays } from '../../../src/calendar.ts';
import type { Act } from '../act.ts';
import { PAID, type Stage } from '../stage.ts';

const TERMS: readonly [Record<string, string>, ...Record<string, string>[]] = [
  PAID,
  { commission_rate: '12.5', commission_minimum: '20', commission_cap: '500' },
  { commission_basis: 'first_project', agreement_status: 'expired' },
  { compensation_model: 'reciprocal' },
  { payout_currency: 'USD' },
  { referral_window_days: '10' },
  { name: 'Renamed' },
];

export const createPartner: Act = async ({ cast, alive }, dice) => {
  const terms = dice.choose<Record<string, string>>([{}, PAID]);
  const { id } = await cast.partner('Newcomer', terms);
  alive.partner.push(id);
  return `partner ${id} is new`;
};

/** A client becomes a partner itself: it is nobody's client any more (R13). */
export const makePartner: Act = async ({ alive, world }, dice) => {
  const client = dice.pick(alive.company);
  if (client === undefined) return null;
  const properties = { name: 'Client and partner', stage: 'active', primary_type: 'referral' };
  const id = await world.crm.create('partner', properties, [{ to: 'company', id: client }]);
  alive.partner.push(id);
  return `company ${client} is partner ${id} itself`;
};

export const changeTerms: Act = (stage, dice) =>
  edit(stage, dice.pick(stage.alive.partner), dice.choose(TERMS));

export const endPartner: Act = (stage, dice) =>
  edit(
    stage,
    dice.pick(stage.alive.partner),
    dice.choose([
      { stage: 'ended', ended_on: addDays(stage.today(), -100) },
      { stage: 'ended' },
      { stage: 'declined' },
      { stage: 'active', ended_on: '' },
    ]),
  );

async function edit({ world }: Stage, partner: string | undefined, values: Record<string, string>) {
  if (partner === undefined) return null;
  await world.crm.update('partner', partner, values);
  return `partner ${partner}: ${JSON.stringify(values)}`;
}
