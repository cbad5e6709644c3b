import { z } from 'zod';
import { planDeals } from '../../src/jobs/plan-deals.ts';
import type { Database } from '../../src/store/database.ts';
import { living } from '../flows/books.ts';
import { createTestDatabase } from '../support/database.ts';
import type { Stage } from './stage.ts';

/** Minor units by `deal partner role currency`; nothing is left out but zeros. */
export type Sums = ReadonlyMap<string, bigint>;

/**
 * What an empty ledger would be told of this portal: every deal is read anew and decided at once. Only what is kept by
 * intention is known: the versions of the rules and which one a win was decided under (R4), and whether a client was
 * already ours (R12).
 */
export async function recount(stage: Stage): Promise<Sums> {
  const { world, portal } = stage;
  const database = await createTestDatabase();
  try {
    for (const table of ['policy', 'setting', 'referral', 'deal'])
      await copy(world.app.database, database, table);
    const deals = (await living(world))('deal').map(({ id }) => id);
    const { plans } = await planDeals({ ...world.app, database }, portal, deals, { dryRun: true });
    const wanted = plans.flatMap((plan) => plan.wanted);
    return sumUp(
      wanted.map(({ dealId, partnerId, role, amount, home }) => ({
        owner: `${dealId} ${partnerId} ${role}`,
        figures: [amount, home],
      })),
    );
  } finally {
    await database.close();
  }
}

async function copy(from: Database, to: Database, table: string): Promise<void> {
  const rows = await from.rows(
    (row) => z.object({ row: z.unknown() }).parse(row).row,
    `SELECT to_jsonb(t) AS row FROM ${table} AS t`,
  );
  await to.run(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
    JSON.stringify(rows),
  ]);
}

const summed = z.object({
  ...{ deal_id: z.string(), partner_id: z.string(), role: z.string() },
  ...{ currency: z.string(), minor: z.string(), home_currency: z.string(), home: z.string() },
});

/**
 * Deals whose currency was changed after a month of theirs was closed: that month keeps the amount in the former
 * currency, so that only the company's currency adds up over all months.
 */
export function dealsInTwoCurrencies({ world, portal }: Stage): Promise<string[]> {
  return world.app.database.rows(
    (row) => z.object({ deal_id: z.string() }).parse(row).deal_id,
    `SELECT deal_id FROM credit WHERE portal_id = $1 GROUP BY deal_id HAVING count(DISTINCT currency) > 1
       AND bool_or(EXISTS (SELECT 1 FROM closed_month c WHERE c.portal_id = $1 AND c.month = credit.month))`,
    [portal.id],
  );
}

/** The same as the ledger holds it, over all months. */
export async function ledgerSums({ world, portal }: Stage): Promise<Sums> {
  const rows = await world.app.database.rows(
    (row) => summed.parse(row),
    `SELECT deal_id, partner_id, role, currency, sum(amount_minor)::text AS minor, home_currency, sum(home_minor)::text AS home
     FROM ledger_entry WHERE portal_id = $1 GROUP BY deal_id, partner_id, role, currency, home_currency`,
    [portal.id],
  );
  return sumUp(
    rows.map((row) => ({
      owner: `${row.deal_id} ${row.partner_id} ${row.role}`,
      figures: [
        { minor: BigInt(row.minor), currency: row.currency },
        { minor: BigInt(row.home), currency: row.home_currency },
      ],
    })),
  );
}

type Figures = {
  readonly owner: string;
  /** In the deal's currency and in the company's. */
  readonly figures: readonly { readonly minor: bigint; readonly currency: string }[];
};

function sumUp(all: readonly Figures[]): Sums {
  const sums = new Map<string, bigint>();
  for (const { owner, figures } of all)
    for (const [place, { minor, currency }] of figures.entries()) {
      const key = `${owner} ${place === 0 ? 'deal' : 'home'} ${currency}`;
      sums.set(key, (sums.get(key) ?? 0n) + minor);
    }
  return new Map([...sums].filter(([, minor]) => minor !== 0n));
}
