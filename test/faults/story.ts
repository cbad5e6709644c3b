import { type Cast, company, createCast, type PartnerOnStage } from '../flows/cast.ts';
import { createPerson, type Person } from '../flows/person.ts';
import type { World } from '../support/world.ts';

/** What people do between two moments at which all is settled. */
export type Step = { readonly what: string; act(stage: Stage): Promise<void> };

/** The people of the story and what they have made so far, by name. */
export type Stage = {
  readonly world: World;
  readonly cast: Cast;
  readonly person: Person;
  readonly ids: Map<string, string>;
  readonly partners: Map<string, PartnerOnStage>;
};

export async function openStage(world: World): Promise<Stage> {
  const [cast, person] = [createCast(world.crm), await createPerson(world)];
  return { world, cast, person, ids: new Map(), partners: new Map() };
}

/** Everything that moves money: wins, a reopening, amounts, a late referral, merges, deletions, restores. */
export const STORY: readonly Step[] = [
  {
    what: 'partners, clients, referrals and open deals are entered',
    async act(stage) {
      for (const name of ['Alder', 'Birch']) await meet(stage, name);
      await open(stage, 'Website', 'Alder', '8000');
      await open(stage, 'Shop', 'Alder', '1200.50');
      await open(stage, 'Support', 'Alder', '300');
      await open(stage, 'Audit', 'Birch', '70.07');
      await open(stage, 'Audit, typed twice', 'Birch', '70.07');
    },
  },
  {
    what: 'four deals are won, one of them with another partner’s help',
    async act(stage) {
      const { cast, partners } = stage;
      await cast.activity({
        partner: get(partners, 'Birch'),
        on: '2026-03-02',
        links: [{ to: 'deal', id: idOf(stage, 'Website') }],
      });
      for (const deal of ['Website', 'Shop', 'Audit', 'Audit, typed twice']) {
        await cast.win(idOf(stage, deal));
      }
    },
  },
  {
    what: 'an amount changes, the first project is reopened and another deal is won',
    async act(stage) {
      const { world, cast } = stage;
      await world.crm.update('deal', idOf(stage, 'Shop'), { amount: '999.99' });
      await cast.reopen(idOf(stage, 'Website'));
      await cast.win(idOf(stage, 'Support'));
    },
  },
  {
    what: 'a client’s deals are won before their referral is logged',
    async act(stage) {
      const { world, cast, ids } = stage;
      ids.set('Client of Cedar', await cast.client('Client of Cedar'));
      await open(stage, 'Portal', 'Cedar', '5000');
      await cast.win(idOf(stage, 'Portal'));
      await cast.win(idOf(stage, 'Website'));
      await world.settle();
      const partner = await cast.partner('Cedar');
      const clients = [company(idOf(stage, 'Client of Cedar'))];
      await cast.referral(
        { partner, clients, on: '2026-02-10' },
        { name: 'R-Cedar', evidence_on: '2026-02-11' },
      );
    },
  },
  {
    what: 'the deal that was typed twice is merged, and one is deleted',
    async act(stage) {
      const { world, person, ids } = stage;
      const [first, second] = [idOf(stage, 'Audit'), idOf(stage, 'Audit, typed twice')];
      ids.set('Audit', await person.merge('deal', first, second));
      await world.crm.archive('deal', idOf(stage, 'Shop'));
    },
  },
  {
    what: 'the deleted deal is restored, and a credit record is deleted',
    async act(stage) {
      const { world, person } = stage;
      await person.restore('deal', idOf(stage, 'Shop'));
      const credits = await world.crm.all('partner_credit', ['deal_id', 'status']);
      const website = idOf(stage, 'Website');
      for (const { id, properties } of credits) {
        if (properties.deal_id === website) await world.crm.archive('partner_credit', id);
      }
    },
  },
];

async function meet(stage: Stage, name: string): Promise<void> {
  const { cast, ids, partners } = stage;
  const partner = await cast.partner(name);
  const client = await cast.client(`Client of ${name}`);
  partners.set(name, partner);
  ids.set(`Client of ${name}`, client);
  await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' }, { name: `R-${name}` });
}

async function open(stage: Stage, name: string, ofPartner: string, amount: string): Promise<void> {
  const client = idOf(stage, `Client of ${ofPartner}`);
  stage.ids.set(name, await stage.cast.deal(name, [company(client)], { amount }));
}

function idOf({ ids }: Stage, name: string): string {
  return get(ids, name);
}

function get<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
  const value = map.get(name);
  if (value === undefined) throw new Error(`nobody has made ${name}`);
  return value;
}
