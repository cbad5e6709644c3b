import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runRecompute } from '../../src/cli/backfill.ts';
import { formatMoney } from '../../src/money.ts';
import { readCredits, readEntries } from '../../src/store/ledger.ts';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { bulkTools } from './bulk-tools.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await createWorld({ startAt: '2026-03-02T09:00:00Z' });
  cast = createCast(world.crm);
});
afterAll(() => world.stop());

const BY_KIM = {
  ...{ dryRun: false, since: null, batchesPerMinute: null, actor: 'Kim', restart: false, json: false },
};

const TERMS = {
  ...{ compensation_model: 'commission', commission_rate: '10', payout_due_days: '30' },
  agreement_status: 'signed',
};

/** A partner under these terms brings a client, whose deal of EUR 8,000 is won. */
async function wonDeal(name: string, terms: Record<string, string> = {}, deal: Record<string, string> = {}) {
  const partner = await cast.partner(name, { ...TERMS, ...terms });
  const client = await cast.client(`Client of ${name}`);
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  await world.settle();
  const id = await cast.deal(`Project of ${name}`, [company(client)], { amount: '8000', ...deal });
  await cast.win(id);
  await world.settle();
  return { partner, client, id };
}

/** `2026-03 payable EUR 800.00 due 2026-04-04`, as HubSpot and as the ledger have it. */
async function commissions(deal: string): Promise<string[]> {
  const names = ['status', 'commission_amount', 'commission_currency', 'commission_due_on'] as const;
  const records = await world.crm.all('partner_credit', [
    'credit_key',
    'deal_id',
    'commission_paid_on',
    ...names,
  ]);
  const lines = records
    .map(({ properties }) => properties)
    .filter((each) => each.deal_id === deal)
    .map((each) => {
      const amount = each.commission_amount
        ? `${each.commission_currency} ${each.commission_amount}`
        : 'none';
      const due = each.commission_due_on ? ` due ${each.commission_due_on}` : '';
      const paid = each.commission_paid_on ? ` paid ${each.commission_paid_on}` : '';
      return `${each.credit_key?.split(':')[3]} ${each.status} ${amount}${due}${paid}`;
    })
    .sort();
  const rows = await readCredits(world.app.database, world.portalId, [deal]);
  const inLedger = rows.map(({ month, status, commission }) => {
    const amount = commission === null ? 'none' : formatMoney(commission).replace(',', '');
    return `${month} ${status} ${commission?.known === false ? 'none' : amount}`;
  });
  expect(lines.map((line) => line.split(' ').slice(0, commission(line)).join(' '))).toEqual(inLedger.sort());
  return lines;
}

const commission = (line: string) => (line.includes(' none') ? 3 : 4);

async function recordOf(deal: string, month: string): Promise<string> {
  const records = await world.crm.all('partner_credit', ['credit_key', 'deal_id']);
  const found = records.find(
    ({ properties }) => properties.deal_id === deal && properties.credit_key?.endsWith(month),
  );
  if (found === undefined) throw new Error(`no credit of ${month}`);
  return found.id;
}

async function pay(deal: string, month: string, on: string): Promise<void> {
  await world.crm.update('partner_credit', await recordOf(deal, month), {
    ...{ commission_paid_on: on, commission_reference: 'T-4711' },
  });
  await world.settle();
}

test('a commission is earned at the win, payable once the client has paid, and paid when the accountant says so', async () => {
  const { id } = await wonDeal('Alder');
  expect(await commissions(id)).toEqual(['2026-03 earned EUR 800.00']);
  await world.crm.update('deal', id, { partner_client_paid_on: '2026-03-05' });
  await world.settle();
  expect(await commissions(id)).toEqual(['2026-03 payable EUR 800.00 due 2026-04-04']);
  await pay(id, '2026-03', '2026-03-30');
  expect(await commissions(id)).toEqual(['2026-03 paid EUR 800.00 due 2026-04-04 paid 2026-03-30']);
  const entries = await readEntries(world.app.database, world.portalId, id);
  expect(
    entries.map(({ kind, actor, paymentReference }) => `${kind} by ${actor} ${paymentReference}`),
  ).toEqual(['grant by automation null', 'adjust by automation null', 'payment by person T-4711']);
  await world.crm.update('deal', id, { partner_client_paid_on: '' });
  await world.settle();
  expect(await commissions(id)).toEqual(['2026-03 paid EUR 800.00 due 2026-04-04 paid 2026-03-30']);
  expect(await disagreements(world)).toEqual([]);
});

test('clearing the day of the client’s payment returns a payable commission to earned', async () => {
  const { id } = await wonDeal('Ash', {}, { partner_client_paid_on: '2026-03-02' });
  expect(await commissions(id)).toEqual(['2026-03 payable EUR 800.00 due 2026-04-01']);
  await world.crm.update('deal', id, { partner_client_paid_on: '' });
  await world.settle();
  expect(await commissions(id)).toEqual(['2026-03 earned EUR 800.00']);
});

test('a refund before payment lowers credit and commission; after it the rest is set off', async () => {
  const { id } = await wonDeal('Beech', {}, { partner_client_paid_on: '2026-03-02' });
  await world.crm.update('deal', id, { partner_client_refunded_amount: '500' });
  await world.settle();
  expect(await commissions(id)).toEqual(['2026-03 payable EUR 750.00 due 2026-04-01']);
  await pay(id, '2026-03', '2026-03-20');
  await world.crm.update('deal', id, { partner_client_refunded_amount: '2500' });
  await world.settle();
  expect(await commissions(id)).toEqual([
    '2026-03 paid EUR 750.00 due 2026-04-01 paid 2026-03-20',
    '2026-04 payable EUR -200.00 due 2026-04-01',
  ]);
  expect((await dealBooks(world, id)).stamps).toBe('sourced by Beech: 5500.00 / 0.00 / 0');
  expect(await disagreements(world)).toEqual([]);
});

test('without a signed agreement the commission waits, says so on the deal, and is released when it is signed', async () => {
  const { partner, id } = await wonDeal('Birch', { agreement_status: 'sent' });
  expect(await commissions(id)).toEqual(['2026-03 on_hold EUR 800.00']);
  const findings = async () =>
    (await world.crm.read('deal', id, ['partner_findings'])).properties.partner_findings || null;
  expect(await findings()).toBe('no_agreement');
  await world.crm.update('partner', partner.id, { agreement_status: 'signed' });
  await world.settle();
  expect([await commissions(id), await findings()]).toEqual([['2026-03 earned EUR 800.00'], null]);
});

test('terms nobody can use hold the commission, not the credit', async () => {
  const { partner, id } = await wonDeal('Cedar', { payout_currency: 'EURO' });
  expect(await commissions(id)).toEqual(['2026-03 on_hold none']);
  expect((await dealBooks(world, id)).stamps).toBe('sourced by Cedar: 8000.00 / 0.00 / 0');
  await world.crm.update('partner', partner.id, { payout_currency: 'EUR' });
  await world.settle();
  expect(await commissions(id)).toEqual(['2026-03 earned EUR 800.00']);
});

test('a win keeps its terms: a new rate counts for the next win', async () => {
  const { partner, id } = await wonDeal('Cherry');
  await world.crm.update('partner', partner.id, { commission_rate: '20' });
  await world.settle();
  await world.crm.update('deal', id, { amount: '9000' });
  await world.settle();
  expect(await commissions(id)).toEqual(['2026-03 earned EUR 900.00']);
  await cast.reopen(id);
  await world.settle();
  await cast.win(id);
  await world.settle();
  expect(await commissions(id)).toEqual(['2026-03 earned EUR 1800.00']);
});

test('lost inside the clawback window, unpaid commission is void and paid commission is set off', async () => {
  const unpaid = await wonDeal('Elm');
  const paid = await wonDeal('Fir', {}, { partner_client_paid_on: '2026-03-02' });
  await pay(paid.id, '2026-03', '2026-03-20');
  await cast.reopen(unpaid.id);
  await cast.reopen(paid.id);
  await world.settle();
  expect(await commissions(unpaid.id)).toEqual(['2026-03 reversed EUR 0.00']);
  expect(await commissions(paid.id)).toEqual([
    '2026-03 paid EUR 800.00 due 2026-04-01 paid 2026-03-20',
    '2026-04 payable EUR -800.00 due 2026-04-01',
  ]);
  expect((await dealBooks(world, paid.id)).stamps).toBe('sourced by Fir: 0.00 / 0.00 / 0');
  await cast.win(paid.id);
  await world.settle();
  const [first, second] = await commissions(paid.id);
  expect([first, second]).toEqual([
    '2026-03 paid EUR 800.00 due 2026-04-01 paid 2026-03-20',
    '2026-04 reversed EUR 0.00',
  ]);
  expect(await disagreements(world)).toEqual([]);
});

test('a reciprocal partner earns credit and no cash; tiers, minimum and cap shape what others earn', async () => {
  const reciprocal = await wonDeal('Hazel', { compensation_model: 'reciprocal' });
  const small = await wonDeal('Hornbeam', { commission_minimum: '1000' });
  const large = await wonDeal('Larch', { commission_cap: '300' });
  const tiered = await wonDeal('Linden', { commission_tiers: '0: 5, 8000: 12' });
  expect([reciprocal, small, large, tiered].length).toBe(4);
  expect(await commissions(reciprocal.id)).toEqual(['2026-03 earned none']);
  expect(await commissions(small.id)).toEqual(['2026-03 earned EUR 1000.00']);
  expect(await commissions(large.id)).toEqual(['2026-03 earned EUR 300.00']);
  expect(await commissions(tiered.id)).toEqual(['2026-03 earned EUR 400.00']);
});

test('only the first project earns, unless the terms say all projects', async () => {
  for (const [name, terms, second] of [
    ['Maple', {}, ['2026-03 earned none']],
    ['Oak', { commission_basis: 'all_projects' }, ['2026-03 earned EUR 200.00']],
  ] as const) {
    const { client } = await wonDeal(name, terms);
    const later = await cast.deal(`Second of ${name}`, [company(client)], { amount: '2000' });
    await cast.win(later);
    await world.settle();
    expect(await commissions(later)).toEqual(second);
  }
});

test('lost after the clawback window, the commission stays and a person is asked', async () => {
  const { id } = await wonDeal('Pine', { clawback_days: '5' });
  await world.advanceDays(10);
  await cast.reopen(id);
  await world.settle();
  expect(await commissions(id)).toEqual(['2026-03 on_hold EUR 800.00']);
  expect((await dealBooks(world, id)).stamps).toBe('sourced by Pine: 0.00 / 0.00 / 0');
  expect((await world.crm.read('deal', id, ['partner_findings'])).properties.partner_findings).toBe(
    'lost_after_clawback',
  );
});

test('deciding history anew gives a win its new terms, also where no figure moves, and they stay', async () => {
  const { partner, id } = await wonDeal('Rowan', { commission_cap: '800' });
  await world.crm.update('partner', partner.id, { commission_rate: '20', payout_due_days: '10' });
  await world.settle();
  const day = (await commissions(id))[0]?.slice(0, 7);
  expect(await commissions(id)).toEqual([`${day} earned EUR 800.00`]);
  const entries = () => readEntries(world.app.database, world.portalId, id);
  expect(await entries()).toHaveLength(1);

  const { deps, portal } = await bulkTools(world);
  const input = { ...BY_KIM, reason: 'New agreement for all', policy: 1, yes: true };
  const lines: string[] = [];
  const out = {
    print: (line: string) => void lines.push(line),
    complain: (line: string) => void lines.push(line),
  };
  expect({ code: await runRecompute(deps, portal, input, null, out), lines }).toMatchObject({ code: 0 });
  await world.settle();
  // The figures are the same: rate 20 is capped at what rate 10 gave. The terms are in the ledger.
  expect(await commissions(id)).toEqual([`${day} earned EUR 800.00`]);
  expect(
    (await entries()).map(({ terms, actor, commission: each }) => [terms, actor, each?.minor]),
  ).toMatchObject([
    [{ rate: '10', dueDays: 30 }, 'automation', 80_000n],
    [{ rate: '20', dueDays: 10 }, 'Kim', 0n],
  ]);

  // What is looked at later is looked at under the new terms.
  await world.crm.update('partner', partner.id, { commission_rate: '30', payout_due_days: '60' });
  await world.crm.update('deal', id, { amount: '3000', partner_client_paid_on: '2026-05-05' });
  await world.settle();
  expect(await commissions(id)).toEqual([`${day} payable EUR 600.00 due 2026-05-15`]);
  expect(await disagreements(world)).toEqual([]);
});
