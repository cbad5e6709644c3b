import { type Day, dayIn } from '../../src/calendar.ts';
import type { Portal } from '../../src/jobs/portal.ts';
import { type DumpedRecord, living } from '../flows/books.ts';
import { type Cast, company, contact, createCast } from '../flows/cast.ts';
import { createPerson, type Person } from '../flows/person.ts';
import { createWorld, type World } from '../support/world.ts';

/** Records that people make and change here. */
export type Kind = 'partner' | 'company' | 'contact' | 'deal' | 'referral' | 'partner_activity';

/** A portal at work, and what its people know of their records. */
export type Stage = {
  readonly world: World;
  readonly cast: Cast;
  readonly person: Person;
  readonly portal: Portal;
  /** Ids of living records, the oldest first. */
  readonly alive: Readonly<Record<Kind, string[]>>;
  /** Ids of deleted ones, which can be restored. */
  readonly bin: Readonly<Record<Kind | 'partner_credit', string[]>>;
  today(): Day;
  /** The records of one of our kinds as they are now. */
  records(kind: Kind | 'partner_credit'): Promise<DumpedRecord[]>;
};

/**
 * A portal in the midst of life: two partners, one paid by commission, three clients and two people who were
 * referred, and a deal of each.
 */
export async function setStage(mergeId: 'new' | 'primary'): Promise<Stage> {
  const world = await createWorld();
  await world.sandbox.control('POST', '/assume', { mergeId });
  const cast = createCast(world.crm);
  const portal = await world.app.directory.get(world.portalId);
  const stage: Stage = {
    ...{ world, cast, portal },
    person: await createPerson(world),
    alive: { partner: [], company: [], contact: [], deal: [], referral: [], partner_activity: [] },
    bin: {
      ...{ partner: [], company: [], contact: [], deal: [], referral: [], partner_activity: [] },
      partner_credit: [],
    },
    today: () => dayIn(portal.timeZone, world.sandbox.now()),
    records: async (kind) => (await living(world))(kind),
  };
  await enter(stage);
  await world.settle();
  return stage;
}

async function enter({ cast, alive, today }: Stage): Promise<void> {
  const [alder, birch] = [await cast.partner('Alder'), await cast.partner('Birch', PAID)];
  alive.partner.push(alder.id, birch.id);
  for (const name of ['Client 1', 'Client 2', 'Client 3']) alive.company.push(await cast.client(name));
  for (const email of ['ann@client.example', 'bob@client.example'])
    alive.contact.push(await cast.contact(email));
  const clients = [...alive.company.map(company), ...alive.contact.map(contact)];
  for (const [place, client] of clients.entries()) {
    const partner = place % 2 === 0 ? alder : birch;
    alive.referral.push(await cast.referral({ partner, clients: [client], on: today() }));
    alive.deal.push(await cast.deal(`Deal ${place + 1}`, [client]));
  }
}

/** Terms under which a partner earns commission. */
export const PAID = {
  ...{ compensation_model: 'commission', commission_rate: '10', agreement_status: 'signed' },
  ...{ payout_currency: 'EUR', commission_basis: 'all_projects' },
};
