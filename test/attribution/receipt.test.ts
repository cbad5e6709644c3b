import { describe, expect, test } from '@jest/globals';
import { dealReceipt, receipt } from '../../src/attribution/receipt.ts';
import { parseDay } from '../../src/calendar.ts';
import { parseMoney } from '../../src/money.ts';
import {
  ACME,
  day,
  dealId,
  dealOf,
  decided,
  nameOf,
  partnerOf,
  referralId,
  referralOf,
  type Scene,
  touchOf,
} from './scene.ts';

function whole(scene: Scene): string {
  return dealReceipt(decided(scene), dealOf(scene.deal), nameOf);
}

const referrals = [referralOf()];
const BEGINNING =
  'Acme sourced this deal: referral R-104 accepted 20 Feb 2026, deal created 10 days later (window 180)';

describe('receipts', () => {
  test('a sourced deal in the company currency', () => {
    expect(whole({ referrals })).toBe(
      `${BEGINNING}, won 12 May 2026 for EUR 8,000.00, primary model, policy v1.`,
    );
  });

  test('a deal in another currency, at the rate HubSpot fixed', () => {
    const inDeal = parseMoney('8640', 'USD');
    const inHome = parseMoney('8000', 'EUR');
    const amount = { kind: 'known', inDeal, inHome, rate: '0.9259' } as const;
    expect(whole({ referrals, deal: { amount } })).toBe(
      `${BEGINNING}, won 12 May 2026 for USD 8,640.00 at 0.9259 = EUR 8,000.00, primary model, policy v1.`,
    );
  });

  test('a rate that nobody knows', () => {
    const amount = { kind: 'known', inDeal: parseMoney('8640', 'USD'), inHome: null, rate: null } as const;
    expect(whole({ referrals, deal: { amount } })).toBe(
      `${BEGINNING}, won 12 May 2026 for USD 8,640.00, rate missing, primary model, policy v1.`,
    );
  });

  test('a figure in the company currency without the rate behind it', () => {
    const [inDeal, inHome] = [parseMoney('100', 'JPY'), parseMoney('0.6', 'EUR')];
    const amount = { kind: 'known', inDeal, inHome, rate: null } as const;
    expect(whole({ referrals, deal: { amount } })).toContain('for JPY 100 = EUR 0.60,');
  });

  test('an amount that nobody typed', () => {
    expect(whole({ referrals, deal: { amount: { kind: 'missing' } } })).toBe(
      `${BEGINNING}, won 12 May 2026, amount missing, primary model, policy v1.`,
    );
  });

  test('a deal that is not won yet, or won on a day nobody knows', () => {
    const sentence = `${BEGINNING}, not won yet, primary model, policy v1.`;
    expect(whole({ referrals, deal: { won: false } })).toBe(sentence);
    expect(whole({ referrals, deal: { closedOn: null } })).toBe(sentence);
  });

  test('an amount that is no money', () => {
    const amount = { kind: 'unreadable', words: 'amount: "1e99" is out of range' } as const;
    expect(whole({ referrals, deal: { amount } })).toContain(
      'won 12 May 2026, amount: "1e99" is out of range, p',
    );
  });

  test('a deal that was closed before it was typed into HubSpot', () => {
    expect(whole({ referrals, deal: { historic: true } })).toBe(
      `${BEGINNING}, won 12 May 2026 (closed before it was created in HubSpot) for EUR 8,000.00, primary model, policy v1.`,
    );
  });

  test('a deal won in a pipeline that does not count', () => {
    expect(whole({ referrals, deal: { won: false, wonOutsidePipelines: true } })).toBe(
      `${BEGINNING}, not won yet, primary model, policy v1. It was won in a pipeline that does not count.`,
    );
  });

  test('a partner that ended on a day nobody typed', () => {
    const partners = [partnerOf({ id: ACME, stage: 'ended' })];
    expect(whole({ referrals, partners })).toBe(
      `${BEGINNING} (the partnership is over but has no end date, so its tail never ends), won 12 May 2026 for EUR 8,000.00, primary model, policy v1.`,
    );
  });

  test.each([
    ['first', 'first-touch model, share 100.00 %'],
    ['linear', 'linear model, share 50.00 %'],
    ['position_based', 'position-based model, share 50.00 %'],
    ['time_decay', 'time-decay model, share 42.55 %'],
    ['w_shaped', 'W-shaped model, share 90.00 %'],
    ['role_weighted', 'role-weighted model, share 70.00 %'],
  ] as const)('the %s model has its words and the share', (model, words) => {
    const scene = { referrals, touches: [touchOf({ on: day(3) })] };
    expect(dealReceipt(decided(scene, { model }), dealOf(), nameOf)).toContain(
      `, won 12 May 2026 for EUR 8,000.00, ${words}, policy v1. Birch influenced it (co sell 5 Mar 2026, `,
    );
  });

  test('expansion', () => {
    const first = { dealId: dealId(800), closedOn: parseDay('2026-02-10') };
    expect(whole({ referrals, otherProjects: new Map([[referralId(104), first]]) })).toBe(
      'Acme brought the client of this deal: referral R-104, first project won 10 Feb 2026, won 12 May 2026 for EUR 8,000.00, primary model, policy v1.',
    );
  });

  test('the parts of others are told after the first', () => {
    const touches = [touchOf({ on: day(3) }), touchOf({ on: day(9), kind: 'joint_proposal' })];
    expect(whole({ referrals, touches })).toBe(
      `${BEGINNING}, won 12 May 2026 for EUR 8,000.00, primary model, policy v1. Birch influenced it (co sell 5 Mar 2026, joint proposal 11 Mar 2026).`,
    );
  });

  test('each part has a receipt of its own', () => {
    const decision = decided({ referrals, touches: [touchOf({ on: day(3) })] });
    const [, influencer] = decision.parts;
    if (influencer === undefined) throw new Error('there is an influencer');
    expect(receipt(influencer, 'Birch', decision, dealOf())).toBe(
      'Birch influenced this deal: co sell 5 Mar 2026, won 12 May 2026 for EUR 8,000.00, primary model, policy v1.',
    );
  });

  test('where nobody is credited, it says why', () => {
    const late = referralOf({ referredOn: day(100), acceptedOn: day(100), recordedOn: day(100) });
    expect(whole({ referrals: [late], claims: [{ partnerId: ACME, role: 'sourced' }] })).toBe(
      'No credit. Acme: referred 10 Jun 2026, after the deal began 2 Mar 2026; Acme: claimed as sourced on the deal, no evidence on record.',
    );
    expect(whole({})).toBe('No partner is linked to this deal.');
  });
});
