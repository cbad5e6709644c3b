import { addDays, type Day, dayIn } from '../../src/calendar.ts';
import type { Sandbox } from '../sandbox/index.ts';
import type { Crm } from '../support/crm.ts';

const DAY_MS = 86_400_000;

export type DemoPartner = {
  readonly company: string;
  readonly properties: Record<string, string>;
  readonly activeForDays: number;
  /** Client, days ago, direction. */
  readonly referrals: readonly (readonly [client: string, daysAgo: number, direction: 'received' | 'sent'])[];
  /** Kind, outcome, days ago. */
  readonly talks: readonly (readonly [
    kind: 'check_in' | 'quarterly_review',
    outcome: string,
    daysAgo: number,
  ])[];
};

/** Four partners of the demo portal: one thriving, one quiet, one fading, one new. */
export const DEMO_PARTNERS: readonly DemoPartner[] = [
  {
    company: 'Nordlicht Digital',
    properties: {
      primary_type: 'referral',
      compensation_model: 'reciprocal',
      satisfaction_ours: '5',
      satisfaction_theirs: '4',
    },
    activeForDays: 420,
    referrals: [
      ['Hansen Werkzeugbau', 62, 'received'],
      ['Bluefin Logistics', 48, 'received'],
      ['Solarfeld Energie', 20, 'sent'],
    ],
    talks: [
      ['check_in', 'Agreed on a joint webinar in spring', 9],
      ['quarterly_review', 'Both sides content; more mid-size clients next quarter', 38],
    ],
  },
  {
    company: 'Tidewater Systems',
    properties: {
      primary_type: 'reseller',
      compensation_model: 'commission',
      commission_rate: '10',
      agreement_status: 'signed',
    },
    activeForDays: 300,
    referrals: [['Maple & Stone Hotels', 35, 'received']],
    talks: [['quarterly_review', 'Price list for next year sent and discussed', 52]],
  },
  {
    company: 'Atelier Fontaine',
    properties: { primary_type: 'referral', compensation_model: 'reciprocal' },
    activeForDays: 500,
    referrals: [['Solarfeld Energie', 128, 'sent']],
    talks: [['check_in', 'No news from either side', 110]],
  },
  {
    company: 'Brückner & Partner Consulting',
    properties: { primary_type: 'strategic', compensation_model: 'none' },
    activeForDays: 20,
    referrals: [],
    talks: [['check_in', 'First call: which clients fit both of us', 6]],
  },
];

/**
 * Lives the last months of the portal's partnerships: people enter records on the days they happened, so their
 * histories are true. The sandbox's clock is set back for each and runs again afterwards.
 */
export async function liveHistory(sandbox: Sandbox, crm: Crm, timeZone: string): Promise<void> {
  const now = Date.now();
  const companies = new Map(
    (await crm.all('company', ['name'])).map(({ id, properties }) => [properties.name, id]),
  );
  const idOf = (name: string) => {
    const id = companies.get(name);
    if (id === undefined) throw new Error(`the demo portal has no company ${name}`);
    return id;
  };
  const today = dayIn(timeZone, now);
  const partners = new Map<string, string>();
  const events = DEMO_PARTNERS.flatMap((partner) => eventsOf(partner, crm, today, idOf, partners));
  for (const { daysAgo, happen } of events.sort((a, b) => b.daysAgo - a.daysAgo)) {
    await sandbox.control('POST', '/clock', {
      mode: 'frozen',
      at: new Date(now - daysAgo * DAY_MS).toISOString(),
    });
    await happen();
  }
  await sandbox.control('POST', '/clock', { mode: 'real' });
}

type Event = { readonly daysAgo: number; readonly happen: () => Promise<void> };

function eventsOf(
  partner: DemoPartner,
  crm: Crm,
  today: Day,
  companyId: (name: string) => string,
  partners: Map<string, string>,
): Event[] {
  const { company, properties, activeForDays, referrals, talks } = partner;
  const self = () => partners.get(company) ?? '';
  const founded: Event = {
    daysAgo: 140,
    happen: async () => {
      const activated_on = addDays(today, -activeForDays);
      const id = await crm.create(
        'partner',
        // Rae looks at the pages, and owners of a partner see its amounts.
        { name: company, stage: 'active', activated_on, hubspot_owner_id: '7001', ...properties },
        [{ to: 'company', id: companyId(company) }],
      );
      partners.set(company, id);
    },
  };
  const referred = referrals.map(
    ([client, daysAgo, direction]): Event => ({
      daysAgo,
      happen: async () => {
        const referred_on = addDays(today, -daysAgo);
        const received = direction === 'received';
        await crm.create(
          'referral',
          {
            name: `${client} (${received ? 'from' : 'to'} ${company})`,
            direction,
            status: received ? 'accepted' : 'introduced',
            referred_on,
            method: 'intro_email',
          },
          [
            { to: 'partner', id: self() },
            { to: 'company', id: companyId(client) },
          ],
        );
      },
    }),
  );
  const talked = talks.map(
    ([kind, outcome, daysAgo]): Event => ({
      daysAgo,
      happen: async () => {
        await crm.create(
          'partner_activity',
          {
            name: `${kind === 'check_in' ? 'Check-in' : 'Quarterly review'} with ${company}`,
            kind,
            status: 'done',
            happened_on: addDays(today, -daysAgo),
            outcome,
            two_way: 'true',
          },
          [{ to: 'partner', id: self() }],
        );
      },
    }),
  );
  return [founded, ...referred, ...talked];
}
