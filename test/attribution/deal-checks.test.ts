import { expect, test } from '@jest/globals';
import { type CheckedDeal, dealChecks } from '../../src/attribution/deal-checks.ts';
import type { Credit } from '../../src/attribution/ledger.ts';
import { parseDay, parseMonth } from '../../src/calendar.ts';
import type { DealId, PartnerId, ReferralId } from '../../src/ids.ts';

const ACME = '11' as PartnerId;
const NORTH = '12' as PartnerId;
const PARTNERS = new Map([
  [ACME, { name: 'Acme', archived: false, agreementStatus: 'signed' as const }],
  [NORTH, { name: 'Nordlicht', archived: false, agreementStatus: null }],
]);

function credit(change: Partial<Credit> = {}): Credit {
  const money = (minor: bigint) => ({ minor, currency: 'EUR', known: true });
  return {
    creditKey: '1:11:sourced:2026-03',
    sequence: 1,
    ...{ dealId: '1' as DealId, partnerId: ACME, role: 'sourced', month: parseMonth('2026-03') },
    referralId: '5' as ReferralId,
    ...{ amount: money(800_000n), home: money(800_000n), commission: null, share: 10_000, status: 'earned' },
    ...{ creditedOn: parseDay('2026-03-02'), wonOn: parseDay('2026-03-02'), rate: null, policyVersion: 1 },
    ...{ model: 'primary', terms: null, payoutRate: null, dueOn: null, paidOn: null, paymentReference: null },
    hold: null,
    ...change,
  };
}

const FINE: CheckedDeal = {
  ...{ id: '1' as DealId, present: true, won: true },
  decision: {
    locked: false,
    parts: [{ partnerId: ACME, role: 'sourced' }],
    verdicts: [],
    proposals: [],
  },
  labels: [{ partnerId: ACME, label: 'sourced' }],
  stamps: { partner_sourced_amount: '8000.00', partner_expansion_amount: '0.00' },
};
const codes = (deal: CheckedDeal, credits: readonly Credit[] = [credit()]) =>
  dealChecks(deal, credits, PARTNERS, 'EUR').map(({ code, on }) => `${code} on ${on.kind}`);

test('a deal whose credits, labels and stamps agree passes every check', () => {
  expect(codes(FINE)).toEqual([]);
  expect(codes({ ...FINE, stamps: { partner_sourced_amount: null } })).toEqual([]);
  expect(codes({ ...FINE, present: false, labels: [] }, [credit({ status: 'reversed' })])).toEqual([]);
});

test('a credit without its partner, referral, touch or agreement is told on the credit', () => {
  const gone = credit({ partnerId: '99' as PartnerId });
  expect(codes({ ...FINE, labels: [] }, [gone])).toContain('credit_without_partner on credit');
  expect(codes(FINE, [credit({ referralId: null })])).toEqual(['sourced_without_referral on credit']);
  const locked = { ...FINE, decision: { ...FINE.decision, locked: true } };
  expect(codes(locked, [credit({ referralId: null })])).toEqual([]);
  const influenced = {
    ...FINE,
    decision: { ...FINE.decision, parts: [{ partnerId: NORTH, role: 'influenced' as const }] },
    labels: [{ partnerId: NORTH, label: 'influenced' as const }],
    stamps: {},
  };
  const north = credit({ partnerId: NORTH, role: 'influenced', referralId: null });
  expect(codes(influenced, [north])).toEqual(['influenced_without_touch on credit']);
  const due = { status: 'payable', commission: { minor: 100n, currency: 'EUR', known: true } } as const;
  expect(codes(FINE, [credit(due)])).toEqual([]);
  expect(codes({ ...influenced, won: false }, [{ ...north, ...due }])).toEqual(['no_agreement on credit']);
});

test('labels, shares and stamps that do not fit are told on the deal', () => {
  const stray = { partnerId: NORTH, label: 'influenced' as const };
  expect(codes({ ...FINE, labels: [...FINE.labels, stray] })).toEqual(['label_without_credit on deal']);
  const claimed = { ...FINE.decision, proposals: [{ partnerId: NORTH }] };
  expect(codes({ ...FINE, labels: [...FINE.labels, stray], decision: claimed })).toEqual([]);
  expect(codes({ ...FINE, labels: [] })).toEqual(['credit_without_label on deal']);
  expect(codes(FINE, [credit({ share: 9_000 })])).toEqual(['shares_not_100 on deal']);
  expect(codes({ ...FINE, stamps: { partner_sourced_amount: '7999.99' } })).toEqual([
    'ledger_differs on deal',
  ]);
});
