import { describe, expect, test } from '@jest/globals';
import { creditProperties } from '../../src/jobs/credit-record.ts';
import { ACME, referralId } from '../attribution/scene.ts';
import { creditOf, decidedDeal, euros } from './credits.ts';

const deal = decidedDeal([[ACME, 'sourced']], { reasons: { '1:sourced': 'As it is now.' } });

describe('the record of a credit', () => {
  test('says all of the credit, with the names that reports group by', () => {
    const credit = creditOf({
      ...{ referralId: referralId(104), share: 3333, rate: '0.9259' },
      amount: { minor: 108_001n, currency: 'USD', known: true },
    });
    expect(creditProperties(credit, deal, undefined)).toEqual({
      ...{ credit_key: '900:1:sourced:2026-05', name: 'Partner 1 · Website · sourced', role: 'sourced' },
      ...{ status: 'earned', share: '33.33', amount: '1080.01', currency: 'USD', amount_home: '1000.00' },
      ...{ sourced_amount_home: '1000.00', expansion_amount_home: '0', influenced_amount_home: '0' },
      ...{ home_currency: 'EUR', partner_id: '1', deal_id: '900', referral_id: '104' },
      ...{ credited_on: '2026-05-12', fx_rate: '0.9259', model: 'primary', policy_version: '1' },
      ...{ commission_amount: null, commission_currency: null, commission_due_on: null },
      ...{ commission_paid_on: null, commission_reference: null },
      ...{ reason: 'As it is now.', partner_name: 'Partner 1', partner_type: null, deal_name: 'Website' },
    });
  });

  test('each role has its own amount, the others are 0', () => {
    const amounts = (role: 'sourced_expansion' | 'influenced') => {
      const each = creditProperties(creditOf({ role }), deal, undefined);
      return [each.sourced_amount_home, each.expansion_amount_home, each.influenced_amount_home];
    };
    expect([amounts('sourced_expansion'), amounts('influenced')]).toEqual([
      ['0', '1000.00', '0'],
      ['0', '0', '1000.00'],
    ]);
  });

  test('a figure nobody knows is empty', () => {
    const unknown = creditOf({ amount: euros(0n, false), home: euros(0n, false) });
    expect(creditProperties(unknown, deal, undefined)).toMatchObject({
      ...{ amount: null, amount_home: null, sourced_amount_home: null, influenced_amount_home: '0' },
    });
  });

  test('a reversed credit keeps the reason it was reversed for', () => {
    const reversed = creditOf({ status: 'reversed', reason: 'Reversed: lost.' });
    expect(creditProperties(reversed, deal, undefined).reason).toBe('Reversed: lost.');
    expect(creditProperties(creditOf({ role: 'influenced' }), deal, undefined).reason).toBe(
      'As first posted.',
    );
  });
});
