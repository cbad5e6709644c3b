import { addDays } from '../../../src/calendar.ts';
import { company, contact } from '../../flows/cast.ts';
import type { Act } from '../act.ts';
import type { Dice } from '../dice.ts';
import type { Stage } from '../stage.ts';

export const AMOUNTS = ['1000', '0.01', '333.33', '', '-50', '0', '10000.01', '1'] as const;
const CURRENCIES = ['EUR', 'USD', 'GBP', 'JPY'] as const;
const WON = { pipeline: 'default', dealstage: 'closedwon' };
const WON_ELSEWHERE = { pipeline: '874120', dealstage: '1042873' };
const DAYS = [0, -3, -20, -45, -80, 4] as const;

/** Edits one property of a deal. */
function edit(name: string, values: readonly [string, ...string[]]): Act {
  return (stage, dice) => set(stage, dice, name, dice.choose(values));
}

async function set({ alive, world }: Stage, dice: Dice, name: string, value: string) {
  const deal = dice.pick(alive.deal);
  if (deal === undefined) return null;
  await world.crm.update('deal', deal, { [name]: value });
  return `deal ${deal}: ${name} = ${value || 'empty'}`;
}

async function moveTo({ alive, world }: Stage, dice: Dice, to: { pipeline: string; dealstage: string }) {
  const deal = dice.pick(alive.deal);
  if (deal === undefined) return null;
  await world.crm.update('deal', deal, to);
  return `deal ${deal} goes to ${to.dealstage}`;
}

const onADay =
  (name: string, textOf: (day: string) => string): Act =>
  (stage, dice) =>
    set(stage, dice, name, textOf(addDays(stage.today(), dice.choose(DAYS))));

export const createDeal: Act = async ({ cast, alive }, dice) => {
  const client = dice.pick([...alive.company.map(company), ...alive.contact.map(contact)]);
  const deal_currency_code = dice.choose(CURRENCIES);
  // Whole amounts, since yen have no decimals; fractions come by edits.
  const amount = dice.choose(['1000', '2500', '7']);
  const deal = await cast.deal('Deal', client === undefined ? [] : [client], { amount, deal_currency_code });
  alive.deal.push(deal);
  return `deal ${deal} of ${client?.to ?? 'nobody'} ${client?.id ?? ''}, ${deal_currency_code} ${amount}`;
};

export const win: Act = (stage, dice) => moveTo(stage, dice, dice.choose([WON, WON, WON_ELSEWHERE]));
export const lose: Act = (stage, dice) =>
  moveTo(stage, dice, { pipeline: 'default', dealstage: 'closedlost' });
export const reopen: Act = (stage, dice) =>
  moveTo(stage, dice, { pipeline: 'default', dealstage: 'qualifiedtobuy' });
export const editAmount = edit('amount', AMOUNTS);
export const editCurrency = edit('deal_currency_code', CURRENCIES);
export const editRate = edit('hs_exchange_rate', ['0.5', '1.2345']);
export const refund = edit('partner_client_refunded_amount', ['', '1', '250', '100000']);
export const moveClose = onADay('closedate', (day) => `${day}T10:00:00Z`);
export const clientPaid = onADay('partner_client_paid_on', (day) => day);

export const changeClient: Act = async ({ alive, person, world }, dice) => {
  const [deal, client] = [dice.pick(alive.deal), dice.pick(alive.company)];
  if (deal === undefined || client === undefined) return null;
  const linked = await world.crm.linked('deal', deal, 'company');
  if (linked.some(({ id }) => id === client)) {
    await person.unlink('deal', deal, 'company', client);
    return `deal ${deal} is no longer of company ${client}`;
  }
  await person.setPrimary(deal, client);
  return `deal ${deal} is of company ${client} first of all`;
};

/** Puts a label's link beside ours, or cuts everything between deal and partner. */
export const changePartnerLink: Act = async ({ alive, person, world }, dice) => {
  const [deal, partner] = [dice.pick(alive.deal), dice.pick(alive.partner)];
  if (deal === undefined || partner === undefined) return null;
  const linked = await world.crm.linked('deal', deal, 'partner');
  if (linked.some(({ id }) => id === partner)) {
    await person.unlink('deal', deal, 'partner', partner);
    return `deal ${deal} and partner ${partner} are cut apart`;
  }
  await world.crm.link('deal', deal, 'partner', partner);
  return `deal ${deal} and partner ${partner} are linked`;
};
