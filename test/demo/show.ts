import { setTimeout as pause } from 'node:timers/promises';
import type { CrmRecord } from '../support/crm.ts';
import { liveHistory } from './history.ts';
import type { Stage } from './stage.ts';

const DEAL = 'Hansen: customer portal';
const PATIENCE_MS = 60_000;

export type Links = {
  readonly partner: string;
  readonly client: string;
  readonly report: string;
  readonly portal: string;
};

/** Plays the main scene: months of partnership, then a won deal; prints the credit and its receipt. */
export async function show({ sandbox, crm, typeOf }: Stage, say: (line: string) => void): Promise<Links> {
  await liveHistory(sandbox, crm, 'Europe/Berlin');
  const companies = await crm.all('company', ['name', 'partnership_role']);
  const idOf = (name: string) => companies.find(({ properties }) => properties.name === name)?.id ?? '';
  const deal = (await crm.all('deal', ['dealname'])).find(({ properties }) => properties.dealname === DEAL);
  if (deal === undefined) throw new Error(`the demo portal has no deal ${DEAL}`);
  await until('the partners are scored', async () => {
    const partners = await crm.all('partner', ['name', 'health_status', 'health_summary']);
    return partners.length === 4 && partners.every(({ properties }) => properties.health_status)
      ? partners
      : null;
  });
  await until('the referral is accepted', async () => {
    const referrals = await crm.all('referral', ['window_ends_on', 'direction']);
    const received = referrals.filter(({ properties }) => properties.direction === 'received');
    return received.length === 3 && received.every(({ properties }) => properties.window_ends_on)
      ? received
      : null;
  });

  say(`\nRae moves "${DEAL}" to Closed won …`);
  const started = Date.now();
  await crm.update('deal', deal.id, { dealstage: 'closedwon' });
  const credit = await until('the credit is written', async () => {
    const credits = await crm.all('partner_credit', CREDIT_PROPERTIES);
    return credits.find(({ properties }) => properties.deal_id === deal.id) ?? null;
  });
  await until('the deal is stamped', async () => {
    const { properties } = await crm.read('deal', deal.id, ['partner_sourced_amount']);
    return properties.partner_sourced_amount ?? null;
  });
  for (const line of receiptLines(credit, Date.now() - started)) say(line);
  const record = (id: string) => `${sandbox.url}/portal/record/0-2/${id}`;
  return {
    partner: record(idOf('Nordlicht Digital')),
    client: record(idOf('Hansen Werkzeugbau')),
    report: `${sandbox.url}/portal/reports?object=${typeOf('partner_credit')}&group=partner_name&month=credited_on&sum=sourced_amount_home`,
    portal: `${sandbox.url}/portal`,
  };
}

const CREDIT_PROPERTIES = [
  'deal_id',
  'deal_name',
  'partner_name',
  'role',
  'share',
  'amount',
  'currency',
  'amount_home',
  'home_currency',
  'reason',
];

function receiptLines({ properties }: CrmRecord, tookMs: number): string[] {
  return [
    '',
    `  Deal     ${properties.deal_name}`,
    `  Partner  ${properties.partner_name}`,
    `  Role     ${properties.role} (${Number(properties.share)} %)`,
    `  Amount   ${properties.amount_home} ${properties.home_currency}`,
    `  Receipt  ${properties.reason}`,
    '',
    `Credited in HubSpot ${(tookMs / 1000).toFixed(1)} s after the click.`,
  ];
}

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`gave up waiting until ${what}`);
    await pause(150);
  }
}
