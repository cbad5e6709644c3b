import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseDay } from '../../src/calendar.ts';
import type { DealId, PartnerId, PortalId } from '../../src/ids.ts';
import { type DecidedDeal, readDeals, saveDeal } from '../../src/store/deals.ts';
import { saveStamps, stampedSoFar } from '../../src/store/stamped-deals.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const PORTAL = '1001' as PortalId;
const DEAL = '77' as DealId;
const NOW = new Date('2026-03-02T09:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

function decided(stamps: Record<string, string>, stamped: number): DecidedDeal {
  return {
    id: DEAL,
    name: 'Website',
    present: true,
    won: true,
    closed: true,
    closedOn: parseDay('2026-03-02'),
    startedOn: parseDay('2026-03-01'),
    referralId: null,
    companyIds: ['5'],
    ownerId: '7001',
    net: { inDeal: { minor: 800_000n, currency: 'EUR' }, inHome: null },
    decision: {
      dealId: DEAL,
      policyVersion: 1,
      model: 'primary',
      attribution: 'influenced',
      parts: [
        { partnerId: '9' as PartnerId, role: 'influenced', weight: 3n, referralId: null, words: 'reference' },
      ],
      verdicts: [],
      referralId: null,
      qualifies: false,
      locked: false,
      override: null,
      automation: null,
      proposals: [],
    },
    receipt: 'a receipt',
    reasons: {},
    findings: [],
    stamps,
    labels: [],
    stamped,
  };
}

test('a decided deal comes back as it was kept, weights and all', async () => {
  await saveDeal(database, PORTAL, decided({ partner_sourced_amount: '0' }, 0), NOW);
  expect(await readDeals(database, PORTAL, [DEAL])).toEqual([decided({ partner_sourced_amount: '0' }, 0)]);
});

test('stamps read before a write-back never replace what it wrote', async () => {
  const seen = (await stampedSoFar(database, PORTAL, [DEAL])).get(DEAL) ?? 0;
  // HubSpot is read here: 0 stands. Meanwhile a write-back of an earlier decision stamps 8000.
  const written = { partner_sourced_amount: '8000.00' };
  await saveStamps(database, PORTAL, [{ dealId: DEAL, stamps: written, labels: [] }]);
  await saveDeal(database, PORTAL, decided({ partner_sourced_amount: '0' }, seen), NOW);
  const [deal] = await readDeals(database, PORTAL, [DEAL]);
  expect(deal?.stamps).toEqual({ partner_sourced_amount: '8000.00' });

  const after = (await stampedSoFar(database, PORTAL, [DEAL])).get(DEAL) ?? 0;
  await saveDeal(database, PORTAL, decided({ partner_sourced_amount: '1' }, after), NOW);
  expect((await readDeals(database, PORTAL, [DEAL]))[0]?.stamps).toEqual({ partner_sourced_amount: '1' });
});
