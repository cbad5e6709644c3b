import { describe, expect, test } from '@jest/globals';
import { findings } from '../../src/attribution/findings.ts';
import { parseMoney } from '../../src/money.ts';
import { overrideOf, sharesOf, signed } from './overrides.ts';
import {
  ACME,
  BIRCH,
  day,
  decided,
  euro,
  evidenceOf,
  partnerOf,
  referralId,
  referralOf,
  type Scene,
  TODAY,
  touchOf,
} from './scene.ts';

const referrals = [referralOf()];

function found(scene: Scene): string[] {
  return findings(evidenceOf(scene), decided(scene), TODAY).map(
    ({ code, on, words }) => `${code} on ${on.kind} ${on.id}: ${words}`,
  );
}

const onDeal = (deal: Scene['deal']) => found(deal === undefined ? {} : { deal, referrals });
const dollars = (home: string | null, rate: string | null) => ({
  amount: {
    ...{ kind: 'known' as const, inDeal: parseMoney('1000', 'USD'), rate },
    inHome: home === null ? null : parseMoney(home, 'EUR'),
  },
});

describe('findings about a deal', () => {
  test('a deal in order has none, nor one that no partner has to do with', () => {
    expect(found({ referrals })).toEqual([]);
    expect(found({ deal: { amount: { kind: 'missing' }, closedOn: null } })).toEqual([]);
  });

  test.each<[string, Scene['deal'], string]>([
    [
      'no amount',
      { amount: { kind: 'missing' } },
      'amount_missing on deal 900: It is won without an amount: the credit has no figure until one is typed.',
    ],
    [
      'a negative amount',
      { amount: euro('-5') },
      'negative_amount on deal 900: The amount is negative (EUR -5.00): the credit is 0.',
    ],
    [
      'an absurd amount',
      { amount: { kind: 'unreadable', words: 'amount: 1e99 is out of range (below 10^15 expected)' } },
      'negative_amount on deal 900: The amount cannot be used: amount: 1e99 is out of range (below 10^15 expected). The credit has no figure until it is mended.',
    ],
    [
      'more paid back than the deal was worth',
      { refunded: parseMoney('8000.01', 'EUR') },
      'negative_amount on deal 900: More was refunded (EUR 8,000.01) than the deal is worth (EUR 8,000.00): the credit is 0.',
    ],
    [
      'no rate',
      dollars(null, null),
      'rate_missing on deal 900: HubSpot has no exchange rate for USD: the amount in company currency stays empty.',
    ],
    [
      'a rate of another currency',
      dollars('900', '0.8'),
      "rate_of_other_currency on deal 900: USD 1,000.00 at 0.8 is not EUR 900.00, which is HubSpot's figure and stands: the rate may belong to another currency.",
    ],
    [
      'a close date to come',
      { closedOn: day(200) },
      'close_date_in_future on deal 900: It is won, but its close date is in the future (18 Sep 2026).',
    ],
    [
      'a win without a day',
      { closedOn: null },
      'incomplete on deal 900: It is won but has no close date, so nobody is credited.',
    ],
    [
      'a pipeline that does not count',
      { won: false, wonOutsidePipelines: true },
      'won_outside_pipelines on deal 900: It was won in a pipeline that the rules leave out: nobody is credited for it.',
    ],
  ])('%s', (_, deal, finding) => {
    expect(onDeal(deal)).toEqual([finding]);
  });

  test('a rate is not judged within one minor unit or a millionth, nor where it is not known', () => {
    expect(onDeal(dollars('800.01', '0.8'))).toEqual([]);
    expect(onDeal(dollars('800.02', '0.8'))).toHaveLength(1);
    expect(onDeal(dollars('123', null))).toEqual([]);
  });

  test('an open deal may lack amount, rate and a close date that has passed', () => {
    expect(onDeal({ won: false, closedOn: null, amount: { kind: 'missing' } })).toEqual([]);
    expect(onDeal({ won: false, closedOn: day(200), ...dollars(null, null) })).toEqual([]);
  });
});

describe('findings about what people decided', () => {
  test('a text that we did not sign', () => {
    const override = { kind: 'unsigned', words: 'its signature is missing; last edited by user 7' } as const;
    expect(found({ override })).toEqual([
      'unsigned_override on deal 900: partner_override is not ours and is not followed: its signature is missing; last edited by user 7.',
    ]);
  });

  test('shares that do not add up', () => {
    expect(found({ override: signed({ credit: sharesOf([ACME, 'sourced', 5000]) }) })).toEqual([
      'shares_not_100 on deal 900: What was set by hand cannot be followed: the shares add up to 50.00 %: change them to make 100.00 %, or remove all to credit nobody.',
    ]);
  });

  test('a lock without a reason', () => {
    expect(overrideOf().reason.text).not.toBe('');
    expect(found({ override: signed() })).toEqual([]);
    expect(found({ override: signed({ reason: { code: 'other', text: ' ' } }) })).toEqual([
      'locked_without_reason on deal 900: The credit was set by hand without a reason.',
    ]);
  });

  test('a claim without evidence', () => {
    expect(found({ claims: [{ partnerId: BIRCH, role: 'sourced' }] })).toEqual([
      'claim_without_evidence on deal 900: Partner 2 could be sourced: claimed as sourced on the deal, no evidence on record.',
    ]);
  });
});

describe('findings about evidence', () => {
  test('a referral or a touch that was entered late', () => {
    const scene = {
      referrals: [referralOf({ recordedOn: day(30) })],
      touches: [touchOf({ on: day(1), recordedOn: day(30) })],
    };
    expect(found(scene)).toEqual([
      'claimed_late on deal 900: Partner 1 could be sourced: entered 1 Apr 2026, after the claim deadline 16 Mar 2026: a person may credit it.',
      'claimed_late on deal 900: Partner 2 could be influenced: entered 1 Apr 2026, too late after 3 Mar 2026 (14 days): a person may credit it.',
    ]);
  });

  test('an accepted referral without its date', () => {
    expect(found({ referrals: [referralOf({ referredOn: null })] })).toEqual([
      'incomplete on referral 104: Referral R-104 has no date: type when it was made (referred_on).',
    ]);
    expect(found({ referrals: [referralOf({ referredOn: null, status: 'submitted' })] })).toEqual([]);
  });

  test('a partner that refers itself is credited, and told', () => {
    const own = referralOf({ selfReferral: 'client and partner share the domain acme.test' });
    expect(decided({ referrals: [own] }).attribution).toBe('sourced');
    const words =
      'Referral R-104: client and partner share the domain acme.test. It is credited all the same.';
    expect(found({ referrals: [own] })).toEqual([
      `self_referral on referral 104: ${words}`,
      `self_referral on deal 900: ${words}`,
    ]);
    expect(found({ referrals: [{ ...own, alreadyOursBy: null }] })).toEqual([]);
    expect(found({ referrals: [...referrals, { ...own, id: referralId(105), status: 'declined' }] })).toEqual(
      [],
    );
  });

  test('a partnership that is over, on a day nobody typed', () => {
    expect(found({ referrals, partners: [partnerOf({ id: ACME, stage: 'ended' })] })).toEqual([
      'incomplete on partner 1: The partnership with Acme is over but has no end date: deals count without end until ended_on is typed.',
    ]);
  });
});
