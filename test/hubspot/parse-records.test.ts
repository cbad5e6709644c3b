import { describe, expect, test } from '@jest/globals';
import { parseActivity } from '../../src/hubspot/activity.ts';
import { dealCurrency, isSplit, parseClientDeal, parseDeal } from '../../src/hubspot/deal.ts';
import { parsePartner } from '../../src/hubspot/partner.ts';
import { readStages } from '../../src/hubspot/pipelines.ts';
import { dayStatusBecame, parseReferral } from '../../src/hubspot/referral.ts';
import { nock } from '../support/nock.ts';
import { BASE_URL, clientOf, record } from './server.ts';

const PLACE = { timeZone: 'Europe/Berlin', homeCurrency: 'EUR' };
const STAGES = new Map([
  ['open', { closed: false, won: false }],
  ['won', { closed: true, won: true }],
  ['lost', { closed: true, won: false }],
]);

describe('a deal', () => {
  const properties = {
    ...{ dealname: 'Website', dealstage: 'won', createdate: '2026-03-02T22:59:59Z' },
    ...{ closedate: '2026-05-12T22:00:00Z', amount: '8000.004999', deal_currency_code: 'EUR' },
  };
  const deal = (more: Record<string, string | null> = {}) =>
    parseDeal(record('5', { ...properties, ...more }), PLACE, STAGES);

  test('is read with its days in the zone of the portal and its amount rounded once', () => {
    expect(deal()).toEqual({
      ...{ id: '5', name: 'Website', startedOn: '2026-03-02', closedOn: '2026-05-13', won: true },
      ...{ wonOutsidePipelines: false, historic: false, refunded: null, clientPaidOn: null },
      amount: {
        ...{ kind: 'known', rate: '1' },
        inDeal: { minor: 800_000n, currency: 'EUR' },
        inHome: { minor: 800_000n, currency: 'EUR' },
      },
    });
  });

  test('begins with its close date where that lies before its record', () => {
    expect(deal({ closedate: '2025-11-30T12:00:00Z' }).startedOn).toBe('2025-11-30');
    const historic = record('5', { ...properties, closedate: '2025-11-30T12:00:00Z' });
    expect(parseClientDeal(historic, PLACE, STAGES)).toEqual({
      ...{ id: '5', startedOn: '2025-11-30', closedOn: '2025-11-30', closed: true, won: true },
    });
  });

  test('without a creation date it takes that of the record, and has a name in any case', () => {
    expect(deal({ createdate: null, dealname: null })).toMatchObject({
      startedOn: '2026-03-02',
      name: 'Deal 5',
    });
  });

  test.each<[Record<string, string | null>, unknown]>([
    [{ amount: null }, { kind: 'missing' }],
    [{ deal_currency_code: null }, { inHome: { minor: 800_000n, currency: 'EUR' }, rate: '1' }],
    [
      { deal_currency_code: 'USD', hs_exchange_rate: '0.92589999999999994529' },
      { inHome: null, rate: '0.9259' },
    ],
    [
      { deal_currency_code: 'USD', amount_in_home_currency: '7407.199999999999818', hs_exchange_rate: null },
      {
        inDeal: { minor: 800_000n, currency: 'USD' },
        inHome: { minor: 740_720n, currency: 'EUR' },
        rate: null,
      },
    ],
  ])('with %j has the amount %j', (more, amount) => {
    expect(deal(more).amount).toMatchObject(amount as object);
  });

  test('its stage says whether it is won; a stage nobody knows leaves it to what HubSpot computed', () => {
    expect(deal({ dealstage: 'lost', hs_is_closed_won: 'true' }).won).toBe(false);
    expect(deal({ dealstage: 'new', hs_is_closed: 'true', hs_is_closed_won: 'true' }).won).toBe(true);
    expect(deal({ dealstage: 'new' }).won).toBe(false);
  });

  test.each<[Record<string, string>, string]>([
    [{ amount: 'a lot' }, 'record 5: amount "a lot" is not a number'],
    [{ amount: '1e15' }, 'record 5: amount 1e15 is out of range (below 10^15 expected)'],
    [{ deal_currency_code: 'EURO' }, 'record 5: deal_currency_code "EURO" is not a currency'],
    [{ deal_currency_code: 'USD', hs_exchange_rate: 'x' }, 'record 5: hs_exchange_rate "x" is not a number'],
  ])('with %j has an amount nobody can read, and says why', (more, words) => {
    expect(deal(more).amount).toEqual({ kind: 'unreadable', words });
  });

  test('may be read by another amount property, with HubSpot’s rate, and only in some pipelines', () => {
    const reading = { amountProperty: 'hs_acv', dealStartProperty: 'met_on', includedPipelines: ['sales'] };
    const foreign = {
      deal_currency_code: 'USD',
      hs_exchange_rate: '0.5',
      hs_acv: '100.01',
      met_on: '2026-01-31',
    };
    const read = parseDeal(
      record('5', { ...properties, ...foreign, pipeline: 'renewals' }),
      PLACE,
      STAGES,
      reading,
    );
    expect(read).toMatchObject({
      ...{ won: false, wonOutsidePipelines: true, startedOn: '2026-01-31' },
      amount: { inDeal: { minor: 10_001n, currency: 'USD' }, inHome: { minor: 5_001n, currency: 'EUR' } },
    });
  });

  test('began when it entered its first stage, where that was before its record', () => {
    expect(deal({ hs_v2_date_entered_new: '2026-02-01T12:00:00Z' }).startedOn).toBe('2026-02-01');
  });

  test.each<[Record<string, string>, string]>([
    [{ closedate: 'soon' }, 'record 5: closedate "soon" is not a date and time'],
    [
      { partner_client_refunded_amount: '-5' },
      'record 5: partner_client_refunded_amount is negative: type what was paid back as a positive number',
    ],
  ])('with %j is an error', (more, message) => {
    expect(() => deal(more)).toThrow(expect.objectContaining({ code: 'input-invalid', message }));
  });

  test('a split of HubSpot is told from a deal, and a deal without currency has the company one', () => {
    expect([isSplit(record('5', { hs_is_deal_split: 'true' })), isSplit(record('5'))]).toEqual([true, false]);
    expect(dealCurrency(record('5'), 'EUR')).toBe('EUR');
  });
});

test('a stage is won when it is closed at probability 1, also where 1 is a binary double', async () => {
  const stage = (id: string, isClosed: string, probability?: string) => ({
    id,
    metadata: { isClosed, ...(probability === undefined ? {} : { probability }) },
  });
  nock(BASE_URL)
    .get('/crm/pipelines/2026-09/deals')
    .reply(200, {
      results: [
        { stages: [stage('a', 'true', '1.0'), stage('b', 'true', '0.99999999999999988898')] },
        { stages: [stage('c', 'true', '0.0'), stage('d', 'false', '1.0'), { id: 'e' }] },
      ],
    });
  expect(await readStages(clientOf())).toEqual(
    new Map([
      ['a', { closed: true, won: true }],
      ['b', { closed: true, won: true }],
      ['c', { closed: true, won: false }],
      ['d', { closed: false, won: false }],
      ['e', { closed: false, won: false }],
    ]),
  );
});

describe('our own records', () => {
  test('a referral needs a direction; a status nobody set is the first of it', () => {
    const status = (direction: string) => parseReferral(record('8', { direction }), 'UTC').status;
    expect([status('received'), status('sent')]).toEqual(['submitted', 'introduced']);
    expect(() => parseReferral(record('8'), 'UTC')).toThrow('record 8: direction is empty');
    expect(() => parseReferral(record('8', { direction: 'sent', status: 'maybe' }), 'UTC')).toThrow(
      'record 8: status has the unknown value "maybe"',
    );
  });

  test('a partner is read whole, and a month that is none is an error', () => {
    const partner = parsePartner(record('8', { name: 'Acme', stage: 'active', seasonal_months: ';1;12' }));
    expect(partner).toMatchObject({ name: 'Acme', stage: 'active', seasonalMonths: [1, 12], tailDays: null });
    expect(() => parsePartner(record('8', { seasonal_months: '13' }))).toThrow(
      'record 8: seasonal_months has "13", not a month 1-12',
    );
  });

  test('an activity without a kind is unfinished; planned until somebody says otherwise', () => {
    expect(parseActivity(record('8'), 'UTC')).toBeNull();
    const met = parseActivity(
      record('8', { kind: 'co_sell', happened_on: '2026-03-02T23:30:00Z' }),
      PLACE.timeZone,
    );
    expect(met).toMatchObject({ name: 'co_sell', status: 'planned', happenedOn: '2026-03-03', twoWay: null });
  });

  test('the day of a status is the first of its last stretch, newest first', () => {
    const at = (day: number) => Date.parse(`2026-03-0${day}T12:00:00Z`);
    const history = [
      { value: 'qualified', at: at(5) },
      { value: 'accepted', at: at(4) },
      { value: 'declined', at: at(3) },
      { value: 'accepted', at: at(2) },
    ];
    const accepted = new Set(['accepted', 'qualified']);
    expect(dayStatusBecame(history, accepted, 'UTC')).toBe('2026-03-04');
    expect(dayStatusBecame([{ value: null, at: at(1) }], accepted, 'UTC')).toBeNull();
    expect(dayStatusBecame([], accepted, 'UTC')).toBeNull();
  });
});
