import type { HealthStatus, LogReferral, StartPartnership } from './contract/company-card.ts';

/** Every word the company card shows that does not come from the server. Plain and short. */
export const words = {
  loading: 'Loading the partnership…',
  retry: 'Try again',
  cancel: 'Cancel',
  chooseOne: 'Choose one',
  none: 'none yet',
  amountHidden: 'amount hidden',
  asOf: (moment: string) => `As of ${moment}`,
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],

  problem: {
    notConfigured: {
      title: 'This card is not set up yet',
      text: 'An admin has to set PUBLIC_URL in the profile of the HubSpot project (the https address of the Partnerships server) and upload the project again.',
    },
    unreachable: {
      title: 'The Partnerships server did not answer',
      text: 'Try again in a moment. If it stays like this, tell your admin.',
    },
    busy: { title: 'Too many requests at once', text: 'Wait a few seconds and try again.' },
    status: {
      title: 'The Partnerships server could not answer',
      text: (status: number) =>
        `It answered with status ${status}. Try again; if it stays like this, tell your admin.`,
    },
    unreadable: {
      title: 'The answer could not be read',
      text: 'The card and the server may have different versions. Tell your admin.',
    },
    refused: { title: 'This could not be shown' },
    detail: (text: string) => `Detail: ${text}`,
  },

  health: {
    status: {
      healthy: 'Healthy',
      attention: 'Needs attention',
      at_risk: 'At risk',
      new: 'New',
      not_scored: 'Not scored',
    } satisfies Record<HealthStatus, string>,
    score: (score: number) => `Health score ${score} of 100`,
    confidence: (percent: number) => `Based on ${percent} % of the usual signals`,
    why: 'Why, and what to do',
  },

  referrals: {
    received: 'They sent us',
    sent: 'We sent them',
    last90Days: 'Last 90 days',
    total: (count: number) => `${count} in total`,
    lastOn: (day: string) => `Last: ${day}`,
  },

  revenue: {
    title: 'Revenue they brought',
    thisQuarter: 'Sourced this quarter',
    sourced: 'Sourced in total',
    expansion: 'Expansion',
    influenced: (amount: string) => `Influenced: ${amount}. Shown for information, never added to the rest.`,
    wonDeals: (count: number) => (count === 1 ? '1 won deal' : `${count} won deals`),
  },

  nextStep: {
    title: 'Next step',
    due: (text: string, day: string) => `${text} (due ${day})`,
    overdue: (text: string, day: string) => `${text} (overdue since ${day})`,
  },
  recent: { title: 'Lately', line: (day: string, text: string) => `${day}: ${text}` },
  terms: { title: 'Agreement', type: 'Type', stage: 'Stage', terms: 'Terms' },

  client: {
    referredBy: (partner: string, day: string) => `Referred by ${partner} on ${day}`,
    status: 'Status',
    acceptedOn: 'Accepted',
    windowEndsOn: 'Credit window ends',
    otherReferrals: 'Other referrals',
    otherReferral: (partner: string, day: string, status: string) => `${partner} on ${day}: ${status}`,
    deals: 'Deals and why they were credited',
    noDeals: 'No deal of this client has been considered yet.',
    attribution: {
      sourced: 'Sourced',
      sourced_expansion: 'Expansion',
      influenced: 'Influenced',
      none: 'No credit',
    },
  },

  other: {
    title: (company: string) => `${company} is not part of a partnership yet`,
    text: 'Log who referred this company, or start a partnership with it.',
    textWithoutPartners:
      'There are no partners yet. If this company should become one, start a partnership with it.',
  },

  form: {
    referral: {
      open: 'Log referral',
      openFurther: 'Log a further referral',
      openFirst: 'Log who referred this company',
      save: 'Log referral',
      saved: 'Referral logged.',
      direction: 'Who referred whom?',
      directions: {
        received: 'They referred a client to us',
        sent: 'We referred a client to them',
      } satisfies Record<LogReferral['direction'], string>,
      partnerId: 'Which partner?',
      referredOn: 'When?',
      method: 'How?',
      methods: {
        intro_email: 'Introduction by e-mail',
        warm_handoff: 'Personal introduction',
        form: 'Form',
        event: 'At an event',
        other: 'Another way',
      } satisfies Record<LogReferral['method'], string>,
    },
    client: {
      search: 'Which client?',
      searchHint: 'Company name or web address',
      find: 'Search',
      searching: 'Searching…',
      pick: 'Choose the client',
      nothing: (text: string) => `No company found for “${text}”.`,
      enterNew: 'Enter a new company',
      backToSearch: 'Search instead',
      name: 'Company name',
      domain: 'Web address (optional)',
    },
    checkIn: {
      open: 'Log check-in',
      save: 'Log check-in',
      saved: 'Check-in logged.',
      happenedOn: 'When?',
      outcome: 'What came of it?',
      twoWay: 'Did they answer or take part?',
      answers: { yes: 'Yes', no: 'No, we only reached out' },
    },
    partnership: {
      open: 'Start a partnership',
      save: 'Start partnership',
      saved: 'Partnership started.',
      primaryType: 'What kind of partnership?',
      types: {
        referral: 'Referral: we send each other clients',
        reseller: 'Reseller: they sell our services',
        integration: 'Integration: our products work together',
        co_marketing: 'Co-marketing: we promote together',
        strategic: 'Strategic alliance',
      } satisfies Record<StartPartnership['primaryType'], string>,
    },
    problems: {
      direction: 'Choose who referred whom.',
      partnerId: 'Choose the partner.',
      client: 'Choose the client, or enter a new company.',
      'client.name': 'Enter the name of the company (at most 200 characters).',
      'client.domain': 'The web address is too long (at most 200 characters).',
      referredOn: 'Choose the day of the referral.',
      happenedOn: 'Choose the day of the check-in.',
      future: 'This day is in the future.',
      method: 'Choose how it was made.',
      outcome: 'Write what came of it (at most 2,000 characters).',
      twoWay: 'Choose whether they answered.',
      primaryType: 'Choose the kind of partnership.',
      other: 'This entry is not valid.',
      search: 'Type at least two letters to search.',
    },
    refused: 'Not saved',
    unconfirmed: 'We do not know yet whether this was saved',
    unconfirmedHint: 'Try again: it will not be logged twice.',
  },
} as const;
