import { addDays } from '../../../src/calendar.ts';
import { company, contact } from '../../flows/cast.ts';
import type { Act } from '../act.ts';
import type { Dice } from '../dice.ts';
import type { Stage } from '../stage.ts';

const DAYS = [0, -1, -10, -40] as const;
const KINDS = ['co_sell', 'technical_validation', 'joint_event', 'mention'] as const;

export const createReferral: Act = async ({ cast, alive, today }, dice) => {
  const partner = dice.pick(alive.partner);
  const client = dice.pick([...alive.company.map(company), ...alive.contact.map(contact)]);
  if (partner === undefined || client === undefined) return null;
  const status = dice.choose(['accepted', 'accepted', 'submitted']);
  const on = addDays(today(), dice.choose(DAYS));
  const input = { partner: { id: partner, companyId: '' }, clients: [client], on };
  const referral = await cast.referral(input, { status, evidence_on: on });
  alive.referral.push(referral);
  return `referral ${referral} of ${client.to} ${client.id} by partner ${partner} on ${on}, ${status}`;
};

async function set({ alive, world }: Stage, dice: Dice, name: string, value: string) {
  const referral = dice.pick(alive.referral);
  if (referral === undefined) return null;
  await world.crm.update('referral', referral, { [name]: value });
  return `referral ${referral}: ${name} = ${value || 'empty'}`;
}

export const judge: Act = (stage, dice) =>
  set(stage, dice, 'status', dice.choose(['accepted', 'declined', 'duplicate', 'submitted', 'qualified']));

export const redate: Act = (stage, dice) =>
  set(
    stage,
    dice,
    dice.choose(['referred_on', 'accepted_on']),
    addDays(stage.today(), dice.choose([0, -2, -30, -200])),
  );

/** Names another client on a referral, beside the present one or in its place. */
export const changeReferred: Act = async ({ alive, person, world }, dice) => {
  const [referral, client] = [dice.pick(alive.referral), dice.pick(alive.company)];
  if (referral === undefined || client === undefined) return null;
  const linked = await world.crm.linked('referral', referral, 'company');
  if (linked.some(({ id }) => id === client)) {
    await person.unlink('referral', referral, 'company', client);
    return `referral ${referral} no longer names company ${client}`;
  }
  await world.crm.link('referral', referral, 'company', client);
  return `referral ${referral} names company ${client}`;
};

export const createActivity: Act = async ({ cast, alive, today }, dice) => {
  const partner = dice.pick(alive.partner);
  const subject = dice.pick([...alive.deal.map((id) => ({ to: 'deal', id })), ...alive.contact.map(contact)]);
  if (partner === undefined || subject === undefined) return null;
  const kind = dice.choose(KINDS);
  const on = addDays(today(), dice.choose(DAYS));
  const input = { partner: { id: partner, companyId: '' }, on, links: [subject] };
  const activity = await cast.activity(input, { kind });
  alive.partner_activity.push(activity);
  return `activity ${activity}: ${kind} of partner ${partner} with ${subject.to} ${subject.id} on ${on}`;
};

export const cancelActivity: Act = async ({ alive, world }, dice) => {
  const activity = dice.pick(alive.partner_activity);
  if (activity === undefined) return null;
  const status = dice.choose(['canceled', 'done']);
  await world.crm.update('partner_activity', activity, { status });
  return `activity ${activity} is ${status}`;
};
