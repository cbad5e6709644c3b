import type {
  ClientCard,
  OtherCard,
  PartnerCard,
} from '../../../extensions/src/app/cards/contract/company-card.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** 10:05 in New York. */
const asOf = '2026-03-09T14:05:00Z';

export const partnerCard: PartnerCard = {
  kind: 'partner',
  asOf,
  partner: {
    id: '7001',
    name: 'Acme Consulting',
    type: 'Referral partner',
    stage: 'Active',
    terms: 'Reciprocal, no cash',
  },
  health: {
    status: 'attention',
    score: 63,
    summary: 'Needs attention: they send more than they get back.',
    reasons: [
      {
        code: 'T1b',
        text: '6 received and 1 sent in 180 days',
        action: 'Worth raising: look for a client to send them.',
      },
      { code: 'T2a', text: 'No two-way contact for 52 days', action: 'Call them this week.' },
    ],
    confidence: 0.52,
  },
  referrals: {
    received: { last90Days: 4, total: 11, lastOn: '2026-02-27' },
    sent: { last90Days: 0, total: 1, lastOn: null },
  },
  revenue: {
    sourced: eur('128640.00'),
    sourcedThisQuarter: eur('8640.00'),
    expansion: eur('0'),
    influenced: eur('15000.5'),
    wonDeals: 7,
  },
  nextStep: { text: 'Quarterly review call', dueOn: '2026-03-08' },
  recent: [
    { on: '2026-02-27', text: 'Referred Globex to us' },
    { on: '2026-02-11', text: 'Check-in: agreed on a joint webinar' },
  ],
  notices: ['2 credits could not be written to HubSpot.'],
};

export const clientCard: ClientCard = {
  kind: 'referred-client',
  asOf,
  client: { id: '4992', name: 'Globex' },
  referredBy: {
    partnerId: '7001',
    partnerName: 'Acme Consulting',
    referredOn: '2026-03-03',
    acceptedOn: '2026-03-04',
    status: 'Accepted',
    windowEndsOn: null,
  },
  otherReferrals: [{ partnerName: 'Initech', referredOn: '2026-03-06', status: 'Duplicate' }],
  deals: [
    {
      id: '31',
      name: 'Website project',
      attribution: 'sourced',
      credited: eur('8640.00'),
      receipt: 'Acme Consulting referred Globex on 3 Mar 2026, 20 days before this deal.',
    },
    {
      id: '32',
      name: 'Support',
      attribution: 'sourced_expansion',
      credited: null,
      creditedHidden: true,
      receipt: 'A later deal of the same client.',
    },
    {
      id: '33',
      name: 'Old licence',
      attribution: 'none',
      credited: null,
      receipt: 'Won before the referral.',
    },
  ],
  partners: [
    { id: '7001', name: 'Acme Consulting' },
    { id: '7002', name: 'Initech' },
  ],
  notices: [],
};

export const otherCard: OtherCard = {
  kind: 'other',
  asOf,
  company: { id: '4992', name: 'Hooli' },
  partners: [
    { id: '7001', name: 'Acme Consulting' },
    { id: '7002', name: 'Initech' },
  ],
  notices: [],
};
