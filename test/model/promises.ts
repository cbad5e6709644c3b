import { z } from 'zod';
import { listPeriods } from '../../src/jobs/periods.ts';
import { works } from '../../src/jobs/works.ts';
import { archivedIds, living } from '../flows/books.ts';
import { disagreements } from '../flows/disagreements.ts';
import { dealsInTwoCurrencies, ledgerSums, recount, type Sums } from './recount.ts';
import type { Stage } from './stage.ts';

/** What was promised and does not hold once all is worked off, in words; empty when all is well. */
export async function brokenPromises(stage: Stage): Promise<string[]> {
  const { world, portal } = stage;
  const held = await ledgerSums(stage);
  const frozen = await deletedPartners(stage);
  const mixed = new Set(await dealsInTwoCurrencies(stage));
  const periods = await listPeriods(world.app, portal);
  const wanted = await recount(stage);
  return [
    ...(await disagreements(world)),
    ...differences(wanted, held, (key) => {
      const [deal = '', partner = '', , place] = key.split(' ');
      return frozen.has(partner) || (place === 'deal' && mixed.has(deal));
    }),
    ...periods.flatMap(({ month, sums, closed }) =>
      closed?.snapshot == null || closed.snapshot.fingerprint === sums.fingerprint
        ? []
        : [`the sums of ${month} moved although it is closed`],
    ),
    ...(await overCredited(stage, held, mixed)),
    ...(await restless(stage)),
  ];
}

/** Deleted, not merged: what they have of a deal stays (R20). */
async function deletedPartners({ world }: Stage): Promise<ReadonlySet<string>> {
  return new Set(await archivedIds(world, 'partner'));
}

function differences(wanted: Sums, held: Sums, isExempt: (key: string) => boolean): string[] {
  const keys = [...new Set([...wanted.keys(), ...held.keys()])].filter((key) => !isExempt(key)).sort();
  return keys.flatMap((key) => {
    const [want, have] = [wanted.get(key) ?? 0n, held.get(key) ?? 0n];
    return want === have ? [] : [`${key}: the ledger holds ${have}, from scratch it is ${want}`];
  });
}

/** One deal, one money (R2): all credits of a deal together are never more than what it is worth. */
async function overCredited({ world }: Stage, held: Sums, mixed: ReadonlySet<string>): Promise<string[]> {
  const deals = (await living(world))('deal');
  const sums = Map.groupBy(held, ([key]) => {
    const [deal, , , place, currency] = key.split(' ');
    return place === 'deal' && !mixed.has(deal ?? '') ? `${deal} ${currency}` : '';
  });
  return [...sums].flatMap(([key, figures]) => {
    if (key === '') return [];
    const [id, currency] = key.split(' ');
    const deal = deals.find((each) => each.id === id)?.properties;
    const sum = figures.reduce((total, [, minor]) => total + minor, 0n);
    const exponent = currency === 'JPY' ? 0 : 2;
    const net = Number(deal?.amount || 0) - Number(deal?.partner_client_refunded_amount || 0);
    const most = deal?.deal_currency_code === currency ? Math.max(0, Math.round(net * 10 ** exponent)) : 0;
    return sum > BigInt(most) ? [`deal ${id}: ${sum} ${currency} are credited, it is worth ${most}`] : [];
  });
}

/** Looking at everything once more changes nothing, neither here nor in HubSpot. */
async function restless({ world, portal, alive }: Stage): Promise<string[]> {
  const before = await linesOf(world);
  const { queue } = world.app;
  const kinds = {
    deal: 'deal',
    referral: 'referral',
    partner: 'partner',
    partner_activity: 'activity',
  } as const;
  for (const kind of ['deal', 'referral', 'partner', 'partner_activity'] as const)
    await queue.enqueue(works(portal.id, kinds[kind], alive[kind]));
  await world.settle();
  const after = await linesOf(world);
  return [...new Set([...before, ...after])]
    .filter((line) => before.has(line) !== after.has(line))
    .map((line) => `${before.has(line) ? 'before' : 'after'} looking once more: ${line}`);
}

/** Every value and link of the portal, and every entry of the ledger, in a line of its own. */
async function linesOf({ app, sandbox }: Stage['world']): Promise<ReadonlySet<string>> {
  const entries = await app.database.rows(
    (row) => `entry ${JSON.stringify(row)}`,
    'SELECT credit_key, sequence, kind FROM ledger_entry',
  );
  const { objects } = dump.parse(await sandbox.control('GET', '/dump'));
  const values = Object.entries(objects).flatMap(([kind, records]) =>
    records.flatMap(({ id, properties, associations }) =>
      [...Object.entries(properties), ...Object.entries(associations)].map(
        ([name, value]) => `${kind} ${id} ${name}: ${JSON.stringify(value)}`,
      ),
    ),
  );
  return new Set([...entries, ...values]);
}

const each = z.record(z.string(), z.unknown());
const dump = z.object({
  objects: z.record(z.string(), z.array(z.object({ id: z.string(), properties: each, associations: each }))),
});
