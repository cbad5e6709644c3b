import { describe, expect, test } from '@jest/globals';
import { cardAnswer, logReferral } from '../../extensions/src/app/cards/contract/company-card.ts';
import { clientCard, otherCard, partnerCard } from './support/sample-cards.ts';

const accepts = (card: unknown) => cardAnswer.safeParse({ ok: true, card }).success;

describe('the wire contract', () => {
  test('accepts the three kinds of card as they are', () => {
    for (const card of [partnerCard, clientCard, otherCard]) {
      expect(cardAnswer.parse({ ok: true, card })).toEqual({ ok: true, card });
    }
  });

  test('accepts an instant with any offset, and refuses what is none', () => {
    expect(accepts({ ...otherCard, asOf: '2026-03-09T15:05:00.123+01:00' })).toBe(true);
    expect(accepts({ ...otherCard, asOf: '2026-03-09 15:05:00' })).toBe(false);
    expect(accepts({ ...otherCard, asOf: 'yesterday' })).toBe(false);
  });

  test('refuses days that do not exist and codes that are no currency', () => {
    const nextStep = { text: 'Call', dueOn: '2026-02-30' };
    expect(accepts({ ...partnerCard, nextStep })).toBe(false);
    const sourced = { amount: '1', currency: 'eur' };
    expect(accepts({ ...partnerCard, revenue: { ...partnerCard.revenue, sourced } })).toBe(false);
  });

  test('trims what people type, and takes no name of blanks', () => {
    const body = {
      requestId: '0123456789abcdef',
      direction: 'sent',
      partnerId: '1',
      client: { kind: 'new', name: ' Globex ', domain: ' ' },
      referredOn: '2026-02-28',
      method: 'form',
    };
    expect(logReferral.parse(body).client).toEqual({ kind: 'new', name: 'Globex', domain: '' });
    const blank = { ...body, client: { ...body.client, name: '  ' } };
    expect(logReferral.safeParse(blank).success).toBe(false);
  });
});
