import { describe, expect, test } from '@jest/globals';
import { clientCard, otherCard, partnerCard } from './support/sample-cards.ts';
import { COMPANY, createStage } from './support/stage.tsx';
import { json, later } from './support/stub-server.ts';

describe('the company card', () => {
  test('shows a spinner with words until the server answers', async () => {
    const stage = createStage();
    const answer = later({ ok: true, card: otherCard });
    stage.server.on(`GET ${COMPANY}`, answer.reply);
    stage.open();
    expect(stage.screen()).toEqual(['Loading the partnership…']);
    await answer.arrive();
    await stage.sees('Hooli is not part of a partnership yet');
    expect(stage.server.requests).toEqual([{ method: 'GET', path: COMPANY }]);
  });

  test('shows a partner: health with its reasons, next step, both directions, revenue, terms', async () => {
    const stage = createStage();
    stage.server.on(`GET ${COMPANY}`, json({ ok: true, card: partnerCard }));
    stage.open();
    await stage.sees('Acme Consulting');
    expect(stage.screen()).toEqual([
      ...['2 credits could not be written to HubSpot.', 'Acme Consulting'],
      ...['63', 'Health score 63 of 100', '<exclamationCircle>', 'Needs attention'],
      ...['Needs attention: they send more than they get back.', 'Based on 52 % of the usual signals'],
      'Why, and what to do',
      ...['6 received and 1 sent in 180 days', 'Worth raising: look for a client to send them.'],
      ...['No two-way contact for 52 days', 'Call them this week.'],
      ...['Next step', 'Quarterly review call (overdue since 8 Mar 2026)'],
      ...['Log referral', 'Log check-in'],
      ...['They sent us', 'Last 90 days', '4', '11 in total', 'Last: 27 Feb 2026'],
      ...['We sent them', 'Last 90 days', '0', '1 in total', 'Last: none yet'],
      ...['Revenue they brought', 'Sourced this quarter', '€8,640.00', 'Sourced in total', '€128,640.00'],
      ...['Expansion', '€0.00', '7 won deals'],
      'Influenced: €15,000.50. Shown for information, never added to the rest.',
      ...['Lately', '27 Feb 2026: Referred Globex to us'],
      '11 Feb 2026: Check-in: agreed on a joint webinar',
      ...['Agreement', 'Type', 'Referral partner', 'Stage', 'Active', 'Terms', 'Reciprocal, no cash'],
      'As of 9 Mar 2026, 10:05',
    ]);
  });

  test('shows a new partner without score, reasons, history or amounts this user may not see', async () => {
    const stage = createStage();
    const hidden = {
      sourced: null,
      sourcedThisQuarter: null,
      expansion: null,
      influenced: null,
      wonDeals: 1,
    };
    const health = {
      status: 'new',
      score: null,
      summary: 'New, 70 days left.',
      reasons: [],
      confidence: null,
    };
    const nextStep = { text: 'Say hello', dueOn: null };
    const card = { ...partnerCard, health, revenue: hidden, nextStep, recent: [], notices: [] };
    stage.server.on(`GET ${COMPANY}`, json({ ok: true, card }));
    stage.open();
    await stage.sees('Acme Consulting');
    expect(stage.screen()).toEqual([
      ...['Acme Consulting', '<clock>', 'New', 'New, 70 days left.', 'Next step', 'Say hello'],
      ...['Log referral', 'Log check-in'],
      ...['They sent us', 'Last 90 days', '4', '11 in total', 'Last: 27 Feb 2026'],
      ...['We sent them', 'Last 90 days', '0', '1 in total', 'Last: none yet'],
      ...[
        'Revenue they brought',
        'Sourced this quarter',
        'amount hidden',
        'Sourced in total',
        'amount hidden',
      ],
      ...['Expansion', 'amount hidden', '1 won deal'],
      'Influenced: amount hidden. Shown for information, never added to the rest.',
      ...['Agreement', 'Type', 'Referral partner', 'Stage', 'Active', 'Terms', 'Reciprocal, no cash'],
      'As of 9 Mar 2026, 10:05',
    ]);
  });

  test('shows who referred a client, and the receipt of each of its deals', async () => {
    const stage = createStage({ locale: 'de-de', timezone: 'Europe/Berlin' });
    stage.server.on(`GET ${COMPANY}`, json({ ok: true, card: clientCard }));
    stage.open();
    await stage.sees('Referred by Acme Consulting on 3 Mar 2026');
    expect(stage.screen()).toEqual([
      'Referred by Acme Consulting on 3 Mar 2026',
      ...['Status', 'Accepted', 'Accepted', '4 Mar 2026', 'Credit window ends', 'none yet'],
      'Log a further referral',
      'Deals and why they were credited',
      ...['Website project', 'Sourced', '8.640,00\u00a0€'],
      'Acme Consulting referred Globex on 3 Mar 2026, 20 days before this deal.',
      ...['Support', 'Expansion', 'amount hidden', 'A later deal of the same client.'],
      ...['Old licence', 'No credit', 'Won before the referral.'],
      ...['Other referrals', 'Initech on 6 Mar 2026: Duplicate', 'As of 9 Mar 2026, 15:05'],
    ]);
  });

  test('shows how to begin with a company outside any partnership', async () => {
    const stage = createStage();
    stage.server.on(`GET ${COMPANY}`, json({ ok: true, card: otherCard }));
    stage.open();
    await stage.sees('Hooli is not part of a partnership yet');
    expect(stage.screen()).toEqual([
      'Hooli is not part of a partnership yet',
      'Log who referred this company, or start a partnership with it.',
      ...['Log who referred this company', 'Start a partnership', 'As of 9 Mar 2026, 10:05'],
    ]);
  });

  test('offers only to start a partnership while there are no partners', async () => {
    const stage = createStage();
    stage.server.on(`GET ${COMPANY}`, json({ ok: true, card: { ...otherCard, partners: [] } }));
    stage.open();
    await stage.sees('Hooli is not part of a partnership yet');
    expect(stage.screen()).toEqual([
      'Hooli is not part of a partnership yet',
      'There are no partners yet. If this company should become one, start a partnership with it.',
      ...['Start a partnership', 'As of 9 Mar 2026, 10:05'],
    ]);
  });
});
