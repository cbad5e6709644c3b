import { describe, expect, test } from '@jest/globals';
import type { Override } from '../../src/attribution/override.ts';
import { sharesOf as basisPoints } from '../../src/attribution/part.ts';
import { dealReceipt, receipt } from '../../src/attribution/receipt.ts';
import { addDays } from '../../src/calendar.ts';
import { sharesOf, signed } from './overrides.ts';
import {
  ACME,
  BIRCH,
  CEDAR,
  day,
  dealOf,
  decided,
  nameOf,
  partnerOf,
  referralId,
  referralOf,
  type Scene,
  TODAY,
  touchOf,
} from './scene.ts';

const referrals = [referralOf()];
const touches = [touchOf({ on: day(3) })];
const AUTOMATIC = 'referral R-104 accepted 20 Feb 2026, deal created 10 days later (window 180)';

function under(override: Partial<Override>, scene: Scene = { referrals, touches }, today = TODAY) {
  return decided({ ...scene, override: signed(override) }, {}, today);
}

function partsOf(decision: ReturnType<typeof decided>): string[] {
  const shares = basisPoints(decision.parts);
  return decision.parts.map(({ partnerId, role }, place) => `${nameOf(partnerId)} ${role} ${shares[place]}`);
}

describe('shares that a person typed', () => {
  const credit = sharesOf([BIRCH, 'influenced', 4000], [ACME, 'sourced', 6000]);

  test('fix partners, roles and shares, while the rules are still asked', () => {
    const decision = under({ credit });
    expect(partsOf(decision)).toEqual(['Acme sourced 6000', 'Birch influenced 4000']);
    expect(decision).toMatchObject({
      ...{
        model: 'fixed',
        attribution: 'sourced',
        referralId: referralId(104),
        qualifies: true,
        locked: true,
      },
      override: {
        ...{ by: 'Rae Ruiz', at: '2026-03-03T10:00:00Z', on: '2026-03-03', until: null },
        reason: { code: 'agreed_split', text: 'as mailed on 2 March' },
      },
      automation: {
        attribution: 'sourced',
        sentence: `Acme sourced, 100.00 % (${AUTOMATIC}); Birch influenced, 0.00 % (co sell 5 Mar 2026).`,
      },
    });
    expect(decision.verdicts.map(({ evidence, outcome, code }) => `${evidence} ${outcome}: ${code}`)).toEqual(
      [
        'referral sourced: qualifies',
        'touch influenced: dated-touch',
        'override sourced: set-by-hand',
        'override influenced: set-by-hand',
      ],
    );
  });

  test('hold on an open deal, and whatever evidence is added', () => {
    const later = [...touches, touchOf({ on: day(20), partnerId: CEDAR })];
    const scene = { referrals, touches: later, deal: { won: false, closedOn: null } };
    expect(partsOf(under({ credit }, scene))).toEqual(['Acme sourced 6000', 'Birch influenced 4000']);
  });

  test('need no evidence, and follow partners that no rule would credit', () => {
    const scene = { partners: [partnerOf({ id: CEDAR, stage: 'declined' })] };
    const decision = under({ credit: sharesOf([CEDAR, 'sourced', 10_000]) }, scene);
    expect(decision).toMatchObject({
      ...{ attribution: 'sourced', referralId: null, qualifies: true, locked: true },
      parts: [
        { partnerId: CEDAR, role: 'sourced', referralId: null, words: 'Rae Ruiz on 3 Mar 2026, by hand' },
      ],
      automation: { attribution: 'untouched', sentence: 'nobody.' },
    });
  });

  test('an empty list credits nobody', () => {
    const decision = under({
      credit: sharesOf(),
      reason: { code: 'not_a_partner_deal', text: 'their own lead' },
    });
    expect(decision).toMatchObject({
      ...{ attribution: 'none', parts: [], referralId: null, qualifies: false, locked: true },
      automation: { attribution: 'sourced' },
    });
    expect(dealReceipt(decision, dealOf(), nameOf)).toBe(
      `No credit. Rae Ruiz set this by hand on 3 Mar 2026: not a partner deal: their own lead. Automation would say: Acme sourced, 100.00 % (${AUTOMATIC}); Birch influenced, 0.00 % (co sell 5 Mar 2026).`,
    );
  });

  test('another source binds the deal to that partner’s first referral', () => {
    const late = referralOf({
      id: referralId(105),
      partnerId: BIRCH,
      recordedOn: day(30),
      acceptedOn: day(30),
    });
    const later = { ...late, id: referralId(106), acceptedOn: day(31) };
    const credit = sharesOf([BIRCH, 'sourced', 5001], [ACME, 'sourced', 4999]);
    expect(under({ credit }, { referrals: [later, ...referrals, late] })).toMatchObject({
      referralId: referralId(105),
      parts: [{ referralId: referralId(105) }, { referralId: referralId(104) }],
    });
  });

  test('an expansion by hand is no first project', () => {
    const credit = sharesOf([ACME, 'sourced_expansion', 10_000]);
    expect(under({ credit })).toMatchObject({ attribution: 'sourced_expansion', qualifies: false });
  });

  test('the same as the rules say: locked, and nothing else to tell', () => {
    expect(under({}, { referrals })).toMatchObject({ locked: true, automation: null });
    const both = [...touches, touchOf({ on: day(1), partnerId: CEDAR })];
    const equally = sharesOf([BIRCH, 'influenced', 5000], [CEDAR, 'influenced', 5000]);
    expect(under({ credit: equally }, { touches: both })).toMatchObject({ locked: true, automation: null });
  });

  test('a label that a typed share answers is no claim any more', () => {
    const scene: Scene = { claims: [{ partnerId: CEDAR, role: 'influenced' }] };
    expect(under({ credit: sharesOf([CEDAR, 'influenced', 10_000]) }, scene).verdicts).toMatchObject([
      { evidence: 'override', code: 'set-by-hand' },
    ]);
  });
});

describe('an override ends', () => {
  const until = addDays(TODAY, 1);
  test('at midnight of the day it names, when the rules decide again', () => {
    expect(under({ until, credit: sharesOf() }).locked).toBe(true);
    expect(under({ until, credit: sharesOf() }, { referrals }, until)).toEqual(
      decided({ referrals }, {}, until),
    );
  });

  test('one that is not signed, is about commissions only, or does not add up is not followed', () => {
    const byRule = decided({ referrals, touches });
    const unsigned = { kind: 'unsigned', words: 'its signature is missing' } as const;
    expect(decided({ referrals, touches, override: unsigned })).toEqual(byRule);
    expect(under({ credit: null })).toEqual(byRule);
    expect(under({ credit: sharesOf([CEDAR, 'sourced', 9999]) })).toEqual(byRule);
  });
});

describe('another model for one deal', () => {
  test('divides the same evidence, which stays free to change', () => {
    const decision = under({ credit: { kind: 'model', model: 'last' } });
    expect(partsOf(decision)).toEqual(['Acme sourced 0', 'Birch influenced 10000']);
    expect(decision).toMatchObject({
      ...{ model: 'last', locked: false, attribution: 'sourced', referralId: referralId(104) },
      override: { by: 'Rae Ruiz' },
      automation: { attribution: 'sourced' },
    });
    expect(dealReceipt(decision, dealOf(), nameOf)).toBe(
      `Acme sourced this deal: ${AUTOMATIC}, won 12 May 2026 for EUR 8,000.00, last-touch model, share 0.00 %, policy v1. Birch influenced it (co sell 5 Mar 2026, 100.00 %). Rae Ruiz chose the last-touch model for this deal on 3 Mar 2026: agreed split: as mailed on 2 March. Automation would say: Acme sourced, 100.00 % (${AUTOMATIC}); Birch influenced, 0.00 % (co sell 5 Mar 2026).`,
    );
  });
});

describe('receipts of what was set by hand', () => {
  const credit = sharesOf([ACME, 'sourced', 6000], [BIRCH, 'influenced', 4000]);
  const decision = under({ credit, until: day(100) }, { referrals });
  const decidedBy =
    'Rae Ruiz set this by hand on 3 Mar 2026, until 10 Jun 2026: agreed split: as mailed on 2 March.';

  test('the whole deal', () => {
    expect(dealReceipt(decision, dealOf(), nameOf)).toBe(
      `Acme sourced this deal, won 12 May 2026 for EUR 8,000.00, shares set by hand, share 60.00 %, policy v1. Birch influenced it (40.00 %). ${decidedBy} Automation would say: Acme sourced, 100.00 % (${AUTOMATIC}).`,
    );
  });

  test('one part', () => {
    const [, birch] = decision.parts;
    if (birch === undefined) throw new Error('Birch has a part');
    expect(receipt(birch, 'Birch', decision, dealOf())).toBe(
      `Birch influenced this deal, won 12 May 2026 for EUR 8,000.00, shares set by hand, share 40.00 %, policy v1. ${decidedBy} Automation would say: Acme sourced, 100.00 % (${AUTOMATIC}).`,
    );
  });

  test.each([
    ['42', 'User 42 set this by hand'],
    ['workflow:7', 'Workflow 7 set this by hand'],
  ])('decided by %s', (by, words) => {
    expect(dealReceipt(under({ by }), dealOf(), nameOf)).toContain(words);
  });

  test('a reason of the kind “other” is told in its own words', () => {
    const reason = { code: 'other', text: 'Board decision.' } as const;
    expect(dealReceipt(under({ reason }), dealOf(), nameOf)).toContain('on 3 Mar 2026: Board decision.');
  });
});
