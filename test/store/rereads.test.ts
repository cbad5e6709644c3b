import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, parseDay } from '../../src/calendar.ts';
import { type PortalId, parseId } from '../../src/ids.ts';
import { type Reread, rereadPage, type Subject } from '../../src/store/rereads.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const PORTAL = parseId<PortalId>('1001', 'portal');
/** A Monday. */
const DAY = parseDay('2026-03-02');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  // Numbers 1 to 70, made in no order; the tenth won lately, the others a year ago; another portal has the same.
  for (const portal of ['1001', '1002']) {
    await database.run(
      `INSERT INTO deal (portal_id, deal_id, name, won, closed, closed_on, started_on, company_ids, decision, receipt,
         reasons, stamps, labels, decided_at)
       SELECT $1, (330000000000 + n)::text, 'Deal', true, true,
         CASE WHEN n = 10 THEN '2025-12-02' ELSE '2025-03-02' END::date, '2025-01-01', '{}', '{}', '', '{}', '{}', '[]', now()
       FROM generate_series(1, 70) AS n ORDER BY n % 13`,
      [portal],
    );
    await database.run(
      `INSERT INTO referral (portal_id, referral_id, company_ids, contact_ids, facts, read_at, archived)
       SELECT $1, (440000000000 + n)::text, '{}', '{}', '{}', now(), n > 7 FROM generate_series(1, 14) AS n`,
      [portal],
    );
  }
});
afterAll(() => database.close());

async function nightOf(subject: Subject, days: number): Promise<number[]> {
  const reread: Reread = { portalId: PORTAL, subject, day: addDays(DAY, days), lastId: '' };
  const found: string[] = [];
  for (;;) {
    const page = await rereadPage(database, { ...reread, lastId: found.at(-1) ?? '' }, 4);
    found.push(...page);
    if (page.length < 4) break;
  }
  return found.map((id) => Number(id.slice(-3)));
}

test('a week reads every deal once, and those won in the last 90 days every night', async () => {
  const nights = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((days) => nightOf('deal', days)));
  const times = Map.groupBy(nights.flat(), (id) => id);
  expect([...times.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 70 }, (_, at) => at + 1));
  // The tenth is 90 days old on the first night, and in its own seventh on another.
  const often = [...times].filter(([, each]) => each.length > 1).map(([id, each]) => [id, each.length]);
  expect(often).toEqual([[10, 2]]);
  expect(nights.map((each) => each.length)).toEqual([11, 10, 10, 10, 10, 10, 10]);
});

test('every living referral is read every night, a deleted one once a week', async () => {
  const nights = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((days) => nightOf('referral', days)));
  const living = [1, 2, 3, 4, 5, 6, 7];
  for (const night of nights) expect(night.filter((id) => id <= 7)).toEqual(living);
  const deleted = nights.flat().filter((id) => id > 7);
  expect(deleted.sort((a, b) => a - b)).toEqual([8, 9, 10, 11, 12, 13, 14]);
});
