import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { runPortalsDisconnect, runPortalsList } from '../../src/cli/portals.ts';
import { readEntries } from '../../src/store/ledger.ts';
import { recordingLog } from '../support/log.ts';
import { PUBLIC_URL } from '../support/sandbox-config.ts';
import { signV3 } from '../support/sign.ts';
import type { World } from '../support/world.ts';
import { createCardCaller } from '../webhooks/ui/card-caller.ts';
import { type DealBooks, dealBooks } from './books.ts';
import { company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';
import { createTwoPortals, type TwoPortals } from './portals-stage.ts';

const MINUTE = 60_000;
let stage: TwoPortals;
let one: World;
let other: World;
const { log, text } = recordingLog();
beforeAll(async () => {
  stage = await createTwoPortals(log);
  ({ one, other } = stage);
});
afterAll(() => stage.stop());

/** The same story in both accounts, so that every id is the same: only names and amounts tell them apart. */
async function story({ crm }: World, name: string, amount: string) {
  const cast = createCast(crm);
  const partner = await cast.partner(`Partner ${name}`);
  const client = await cast.client(`Client ${name}`);
  const referral = await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' });
  const deal = await cast.deal(`Deal ${name}`, [company(client)], { amount });
  return { ids: { ...partner, client, referral, deal }, cast };
}

const books = ({ credits, stamps, labels }: DealBooks) => ({ credits, stamps, labels });
const booksOf = (name: string, amount: string) => ({
  credits: [`Partner ${name} sourced 2026-03 earned 100.00 % EUR ${amount} = ${amount} on 2026-03-02`],
  stamps: `sourced by Partner ${name}: ${amount} / 0.00 / 0`,
  labels: [`Partner ${name}: Sourced by`],
});

const counts = z.object({
  counts: z.record(z.string(), z.object({ calls: z.number(), statuses: z.record(z.string(), z.number()) })),
});
/** How often a route was asked, and with which answers. */
async function traffic({ sandbox }: World) {
  return counts.parse(await sandbox.control('GET', '/requests?latest=0')).counts;
}
const refusals = async (portal: World) =>
  Object.entries(await traffic(portal)).flatMap(([route, { statuses }]) =>
    Object.keys(statuses).flatMap((status) => (Number(status) >= 400 ? [`${status} ${route}`] : [])),
  );
const renewals = async (portal: World) => (await traffic(portal))['POST /oauth/:version/token']?.calls;

const installed = async () => {
  const titles = [await stage.install(one), await stage.install(other)];
  return { titles, portals: await stage.app.directory.portals() };
};

let deal: string;

test('two accounts install the app by themselves, and every deal is credited in its own books', async () => {
  expect(await installed()).toEqual({
    titles: ['Account 1001 is connected', 'Account 1002 is connected'],
    portals: ['1001', '1002'],
  });
  const [first, second] = [await story(one, 'One', '1000'), await story(other, 'Two', '2000')];
  expect(first.ids).toEqual(second.ids);
  deal = first.ids.deal;
  await first.cast.win(deal);
  await second.cast.win(deal);
  await stage.settle();
  expect([books(await dealBooks(one, deal)), books(await dealBooks(other, deal))]).toEqual([
    booksOf('One', '1000.00'),
    booksOf('Two', '2000.00'),
  ]);
  expect([await disagreements(one), await disagreements(other)]).toEqual([[], []]);
});

test('what happens in one account changes nothing in the other, also in one delivery about both', async () => {
  await createCast(other.crm).lose(deal);
  await one.crm.update('deal', deal, { dealname: 'Deal One, renamed' });
  await deliverTogether(deal);
  await stage.settle();
  expect(books(await dealBooks(one, deal))).toEqual(booksOf('One', '1000.00'));
  expect((await dealBooks(other, deal)).credits).toEqual([
    'Partner Two sourced 2026-03 reversed 0.00 % EUR 0.00 = 0.00 on 2026-03-02',
  ]);
  await createCast(other.crm).win(deal);
  await stage.settle();
  expect([await disagreements(one), await disagreements(other)]).toEqual([[], []]);
  // Nothing was ever asked of an account with the other's token, or about the other's records.
  expect([await refusals(one), await refusals(other)]).toEqual([[], []]);
});

test('an account without our objects holds up no other', async () => {
  await one.app.database.run(
    `INSERT INTO portal SELECT '1003', time_zone, home_currency, account_type, installed_on, NULL, read_at
     FROM portal WHERE portal_id = '1001'`,
  );
  await stage.advance(MINUTE);
  await deliverTogether(deal, ['1003', '1001']);
  await stage.settle();
  const reasons = await one.app.database.rows(
    (row) => z.object({ reason: z.string(), seen: z.bigint() }).parse(row),
    `SELECT reason, seen FROM ignored_event WHERE reason = 'no-schema'`,
  );
  expect(reasons).toEqual([{ reason: 'no-schema', seen: 1n }]);
  expect(await disagreements(one)).toEqual([]);
});

test('an account that cut us off is not counted among those that wait for the schema', async () => {
  const { database, operations } = one.app;
  const counted: number[] = [(await operations()).portals.withoutSchema];
  await database.run(
    `INSERT INTO portal_access (portal_id, state, since, reason) VALUES ('1003', 'revoked', now(), 'gone')`,
  );
  counted.push((await operations()).portals.withoutSchema);
  await database.run(`DELETE FROM portal_access WHERE portal_id = '1003'`);
  expect(counted).toEqual([1, 0]);
});

/** HubSpot may put events of several accounts of one app into one request. */
async function deliverTogether(objectId: string, portals = ['1001', '1002']): Promise<void> {
  const events = portals.map((portalId, eventId) => ({
    ...{ eventId, portalId: Number(portalId), objectId: Number(objectId), occurredAt: one.sandbox.now() },
    ...{ subscriptionType: 'deal.propertyChange', propertyName: 'amount', subscriptionId: 1, appId: 2001 },
  }));
  const [body, path] = [JSON.stringify(events), '/webhooks/hubspot'];
  const signed = { secret: one.sandbox.clientSecret, method: 'POST', uri: `${PUBLIC_URL}${path}`, body };
  const headers = signV3({ ...signed, timestamp: one.sandbox.now() });
  const response = await fetch(`${one.server.url()}${path}`, { method: 'POST', headers, body });
  expect(response.status).toBe(204);
}

async function card(portalId: string, companyId: string) {
  const { send } = createCardCaller(one);
  const query = `userId=7001&portalId=${portalId}&userEmail=rae%40example.com&appId=2001`;
  const { body } = await send({ path: `/ui/companies/${companyId}`, query });
  const answer = z.union([
    z.object({ card: z.object({ partner: z.object({ name: z.string() }) }) }),
    z.object({ error: z.object({ code: z.string() }) }),
  ]);
  const parsed = answer.parse(body);
  return 'card' in parsed ? parsed.card.partner.name : parsed.error.code;
}

test('a card shows the account that HubSpot signed for; one that is not connected sees nothing', async () => {
  const [{ companyId = '' } = {}] = await one.app.database.rows(
    (row) =>
      z
        .object({ company_id: z.string() })
        .transform((each) => ({ companyId: each.company_id }))
        .parse(row),
    `SELECT company_id FROM partner WHERE portal_id = '1001'`,
  );
  const names = [await card('1001', companyId), await card('1002', companyId), await card('1003', companyId)];
  expect(names).toEqual(['Partner One', 'Partner Two', 'not-installed']);
});

test('tokens end after half an hour, and each account’s is renewed once, by itself', async () => {
  const before = [await renewals(one), await renewals(other)];
  await stage.advance(40 * MINUTE);
  await one.crm.update('deal', deal, { amount: '1100' });
  await other.crm.update('deal', deal, { amount: '2100' });
  await stage.settle();
  expect([books(await dealBooks(one, deal)), books(await dealBooks(other, deal))]).toEqual([
    booksOf('One', '1100.00'),
    booksOf('Two', '2100.00'),
  ]);
  const asked = [await renewals(one), await renewals(other)];
  expect([before, asked]).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

test('an account that uninstalls the app is cut off, keeps everything, and goes on when it installs again', async () => {
  const kept = await readEntries(other.app.database, other.portalId, deal);
  const settings = () =>
    other.app.database.rows((row) => row, 'SELECT portal_id, installed_on FROM portal ORDER BY portal_id');
  const days = await settings();
  await stage.advance(5 * MINUTE);
  await other.sandbox.control('POST', '/uninstall');
  await other.crm.update('deal', deal, { amount: '2200' });
  // The old token is refused, the next attempt finds that there will be no other: from then on the work waits.
  for (const _attempt of [1, 2, 3]) await stage.app.runNow('deal', other.portalId, [deal]);
  expect((await stage.app.readiness()).portals).toEqual({ connected: 1, disconnected: 1, letGo: 0 });
  expect([await card('1002', await companyOf(deal)), await waiting()]).toEqual(['not-installed', ['1002']]);
  expect(await stage.app.directory.portals()).toEqual(['1001']);
  expect(text()).toMatch(/"level":"error","message":"a portal is disconnected[^\n]*"portalId":"1002"/);

  await one.crm.update('deal', deal, { amount: '1200' });
  await stage.app.runNow('deal', one.portalId, [deal]);
  expect((await dealBooks(one, deal)).entries.at(-1)).toMatch(/1200|100\.00/);

  await stage.advance(60 * MINUTE);
  expect(await stage.install(other)).toBe('Account 1002 is connected');
  await stage.settle();
  expect(books(await dealBooks(other, deal))).toEqual(booksOf('Two', '2200.00'));
  expect([await disagreements(one), await disagreements(other)]).toEqual([[], []]);
  expect((await readEntries(other.app.database, other.portalId, deal)).slice(0, kept.length)).toEqual(kept);
  expect(await settings()).toEqual(days);
});

/** Portals of the deals in line. */
async function waiting(): Promise<string[]> {
  return one.app.database.rows(
    (row) => z.object({ portal: z.string() }).parse(row).portal,
    `SELECT data ->> 'portalId' AS portal FROM pgboss.job WHERE name = 'deal' AND state < 'active'`,
  );
}

async function companyOf(dealId: string): Promise<string> {
  const [first] = await one.crm.linked('deal', dealId, 'company');
  return first?.id ?? '';
}

test('a command takes the app out of an account, and says so when it was gone before', async () => {
  const lines: string[] = [];
  const out = { print: (line: string) => lines.push(line) };
  await stage.advance(5 * MINUTE);
  await runPortalsDisconnect(stage.app.install, '1002', out);
  await one.sandbox.control('POST', '/uninstall');
  await runPortalsDisconnect(stage.app.install, '1001', out);
  await runPortalsDisconnect(stage.app.install, '1001', out);
  await expect(runPortalsDisconnect(stage.app.install, '1003', out)).rejects.toThrow('not connected');
  const gone =
    'Account 1001 had uninstalled the app before; its tokens are removed. Everything else is kept.';
  expect(lines.splice(0)).toEqual([
    'The app is uninstalled from account 1002, its tokens are removed. Everything else is kept.',
    gone,
    gone,
  ]);
  await runPortalsList(stage.app.database, {}, out);
  expect(lines.map((line) => line.replace(/ since \S+Z/, '').slice(0, 60))).toEqual([
    '1001  disconnected: HubSpot gives no more tokens (BAD_REFRES',
    '1002  disconnected: disconnected by command',
    '1003  by the token of a private app  (no schema yet)',
  ]);
  expect((await stage.app.readiness()).portals).toEqual({ connected: 0, disconnected: 0, letGo: 2 });
  expect(await stage.install(one)).toBe('Account 1001 is connected');
  expect((await stage.app.readiness()).portals).toEqual({ connected: 1, disconnected: 0, letGo: 1 });
});

test('no token, code or secret came into the log', async () => {
  const rows = await one.app.database.rows((row) => row, 'SELECT * FROM portal_access');
  expect(rows.length).toBe(2);
  const traces = [
    /sandbox-client-secret/,
    /access_token/,
    /refresh_token":/,
    /code=[0-9a-f-]{36}/,
    /Bearer /,
  ];
  expect(traces.filter((trace) => trace.test(text()))).toEqual([]);
});
