import type { CardAnswer, CompanyCard } from '../../extensions/src/app/cards/contract/company-card.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const partners = [
  { id: '9001', name: 'Brightwater Digital' },
  { id: '9002', name: 'Kesselhaus Consulting' },
];

/** The card of a partner whose partnership needs attention. */
export function partnerCard(id: string): CompanyCard {
  return {
    kind: 'partner',
    asOf: '2026-11-22T14:05:00Z',
    partner: {
      id,
      name: 'Brightwater Digital',
      type: 'Referral partner',
      stage: 'Active',
      terms: '10 % of the first project, paid 30 days after the client paid',
    },
    health: {
      status: 'attention',
      score: 64,
      summary: 'They send us clients, but we have not sent one back since July.',
      reasons: [
        {
          code: 'T1a',
          text: 'They sent 4 clients in 90 days, we sent none.',
          action: 'Look for a client of ours who needs their service.',
        },
        {
          code: 'T2a',
          text: 'No two-way contact for 52 days (expected every 45).',
          action: 'Call them this week and log the check-in.',
        },
      ],
      confidence: 0.9,
    },
    referrals: {
      received: { last90Days: 4, total: 17, lastOn: '2026-11-10' },
      sent: { last90Days: 0, total: 6, lastOn: '2026-07-29' },
    },
    revenue: {
      sourced: eur('184250.00'),
      sourcedThisQuarter: eur('42000.00'),
      expansion: eur('31500.00'),
      influenced: eur('12800.00'),
      wonDeals: 9,
    },
    nextStep: { text: 'Quarterly review', dueOn: '2026-12-04' },
    recent: [
      { on: '2026-11-12', text: 'Website relaunch was won: €42,000 credited' },
      { on: '2026-11-10', text: 'They referred Hafenwerk GmbH' },
      { on: '2026-10-01', text: 'Check-in: agreed on a joint webinar in January' },
    ],
    notices: [],
  };
}

/** The card of a client that a partner referred. */
export function clientCard(id: string): CompanyCard {
  return {
    kind: 'referred-client',
    asOf: '2026-11-22T14:05:00Z',
    client: { id, name: 'Hafenwerk GmbH' },
    referredBy: {
      partnerId: '9001',
      partnerName: 'Brightwater Digital',
      referredOn: '2026-03-03',
      acceptedOn: '2026-03-05',
      status: 'Won',
      windowEndsOn: '2026-09-01',
    },
    otherReferrals: [{ partnerName: 'Kesselhaus Consulting', referredOn: '2026-06-18', status: 'Duplicate' }],
    deals: [
      {
        id: '7001',
        name: 'Website relaunch',
        attribution: 'sourced',
        credited: eur('42000.00'),
        receipt:
          'Brightwater Digital referred this client on 3 Mar 2026; the deal began 21 days later, inside the 180 days that count.',
      },
      {
        id: '7002',
        name: 'Care plan 2027',
        attribution: 'none',
        credited: null,
        receipt: 'The deal is still open. If it is won, it is an expansion of the referred client.',
      },
    ],
    partners,
    notices: [],
  };
}

/** The card of a company that has nothing to do with a partnership. */
export function otherCard(id: string): CompanyCard {
  return {
    kind: 'other',
    asOf: '2026-11-22T14:05:00Z',
    company: { id, name: 'Lindenhof Apotheke' },
    partners,
    notices: [],
  };
}

export function answerWith(card: CompanyCard): CardAnswer {
  return { ok: true, card };
}
