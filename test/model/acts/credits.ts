import type { Override, TypedShare } from '../../../src/attribution/override.ts';
import type { DealId, PartnerId } from '../../../src/ids.ts';
import { overrideText } from '../../../src/jobs/override-document.ts';
import { works } from '../../../src/jobs/works.ts';
import type { Act } from '../act.ts';
import type { Dice } from '../dice.ts';
import type { Stage } from '../stage.ts';

export const payCommission: Act = async ({ records, today, world }, dice) => {
  const credit = dice.pick(await records('partner_credit'));
  if (credit === undefined) return null;
  const paid = dice.choose([
    { commission_paid_on: today(), commission_reference: 'R' },
    { commission_paid_on: '' },
  ]);
  await world.crm.update('partner_credit', credit.id, paid);
  return `credit ${credit.properties.credit_key}: ${JSON.stringify(paid)}`;
};

/** Nobody is told of values that only the app writes: the sweep sees them. */
export const typeOverCredit: Act = async ({ portal, records, world }, dice) => {
  const credit = dice.pick(await records('partner_credit'));
  if (credit === undefined) return null;
  await world.crm.update('partner_credit', credit.id, { amount_home: '123456' });
  await world.app.queue.enqueue(works(portal.id, 'credit', [credit.id]));
  return `credit ${credit.properties.credit_key} is typed over`;
};

export const deleteCredit: Act = async ({ records, bin, world }, dice) => {
  const credit = dice.pick(await records('partner_credit'));
  if (credit === undefined) return null;
  await world.crm.archive('partner_credit', credit.id);
  bin.partner_credit.push(credit.id);
  return `credit ${credit.properties.credit_key} is deleted`;
};

export const restoreCredit: Act = async ({ bin, person }, dice) => {
  const id = dice.pick(bin.partner_credit);
  if (id === undefined) return null;
  await person.restore('partner_credit', id);
  bin.partner_credit.splice(bin.partner_credit.indexOf(id), 1);
  return `credit record ${id} is restored`;
};

/** A person with the right to decides who gets how much of a deal, or that the rules decide again. */
export const decideByHand: Act = async (stage, dice) => {
  const { alive, portal, world } = stage;
  const deal = dice.pick(alive.deal);
  if (deal === undefined) return null;
  const credit = creditByHand(alive.partner, dice);
  const at = new Date(world.sandbox.now()).toISOString();
  const override: Override = {
    credit,
    reason: { code: 'other', text: 'agreed' },
    ...{ by: '7001', at, until: null, commissions: [] },
  };
  const text = overrideText(override, { portalId: portal.id, dealId: deal as DealId }, world.app.seal);
  await write(stage, deal, text);
  return `deal ${deal} by hand: ${JSON.stringify(credit)}`;
};

/** The decision taken back, or a text that nobody signed. */
export const spoilOverride: Act = async (stage, dice) => {
  const deal = dice.pick(stage.alive.deal);
  if (deal === undefined) return null;
  const text = dice.choose(['', '{"shares": "all mine"}']);
  await write(stage, deal, text);
  return `deal ${deal}: partner_override = ${text || 'empty'}`;
};

/** Nobody is told of this property: the server looks at what it wrote itself, the sweep at what others did. */
async function write({ portal, world }: Stage, deal: string, text: string): Promise<void> {
  await world.crm.update('deal', deal, { partner_override: text });
  await world.app.queue.enqueue(works(portal.id, 'deal', [deal]));
}

function creditByHand(partners: readonly string[], dice: Dice): Override['credit'] {
  const [first, second] = [dice.pick(partners), dice.pick(partners)];
  const share = (id: string, role: TypedShare['role'], points: number): TypedShare => ({
    ...{ partnerId: id as PartnerId, role, share: points },
  });
  if (first === undefined || second === undefined) return { kind: 'shares', shares: [] };
  const both =
    first === second
      ? [share(first, 'sourced', 10_000)]
      : [share(first, 'sourced', 6_667), share(second, 'influenced', 3_333)];
  return dice.choose<Override['credit']>([
    { kind: 'shares', shares: both },
    { kind: 'shares', shares: [share(first, 'influenced', 10_000)] },
    { kind: 'shares', shares: [] },
    { kind: 'model', model: 'linear' },
    null,
  ]);
}
