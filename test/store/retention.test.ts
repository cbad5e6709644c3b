import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { removeWhatIsOld } from '../../src/jobs/retention.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

const NOW = Date.parse('2026-06-01T09:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('what is old goes, in pieces; what is young enough stays', async () => {
  // Older than one piece, to see that the next one is taken as well.
  await database.run(
    `INSERT INTO delivery (received_at, signature_hash, body)
     SELECT $1::timestamptz, sha256(n::text::bytea), 'x' FROM generate_series(1, 6000) AS n`,
    ['2026-05-01T00:00:00Z'],
  );
  await database.run(
    `INSERT INTO delivery (received_at, signature_hash, body) VALUES ('2026-05-04T00:00:00Z', sha256('young'), 'y')`,
  );
  await database.run(
    `INSERT INTO answered_request (portal_id, user_id, request_id, answer, begun_at)
     VALUES ('1001', '7', 'old', '{}', '2026-05-20T00:00:00Z'), ('1001', '7', 'young', '{}', '2026-05-30T00:00:00Z')`,
  );
  await database.run(
    `INSERT INTO schedule_run (portal_id, schedule, day, begun_at)
     VALUES ('1001', 'health', '2026-03-01', '2026-03-01T02:00:00Z'),
            ('1001', 'health', '2026-06-01', '2026-06-01T02:00:00Z')`,
  );
  await database.run(
    `INSERT INTO ignored_event (reason, subscription_type, seen, last_seen_at)
     VALUES ('unknown-type', 'old', 1, '2026-01-01T00:00:00Z'), ('unknown-type', 'young', 1, '2026-05-01T00:00:00Z')`,
  );

  const removed = await removeWhatIsOld({ database, now: () => NOW, log: silentLog });
  expect(Object.fromEntries(removed)).toEqual({
    deliveries: 6000,
    'answered requests': 1,
    'schedule runs': 1,
    'counts of ignored events': 1,
  });
  const left = await database.rows(
    (row) => row,
    `SELECT (SELECT count(*) FROM delivery)::int AS deliveries,
       (SELECT string_agg(request_id, ' ') FROM answered_request) AS requests,
       (SELECT string_agg(day::text, ' ') FROM schedule_run) AS runs,
       (SELECT string_agg(subscription_type, ' ') FROM ignored_event) AS ignored`,
  );
  expect(left).toEqual([{ deliveries: 1, requests: 'young', runs: '2026-06-01', ignored: 'young' }]);
});
