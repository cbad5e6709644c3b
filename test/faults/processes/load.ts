import { type Cast, company, createCast } from '../../flows/cast.ts';
import type { Person } from '../../flows/person.ts';
import type { Crm } from '../../support/crm.ts';
import type { Random } from '../random.ts';

/** People at work in a portal: the same seed does the same things in the same order. */
export type Load = {
  /** Partners, clients, referrals and open deals. */
  setUp(): Promise<void>;
  /** One thing that one person does. */
  act(): Promise<void>;
  /** Leaves no deal in the recycle bin and none open: how a deal came to be lost is seen by one run only. */
  end(): Promise<void>;
};

type Deal = { readonly id: string; state: 'open' | 'won'; deleted: boolean };

const PARTNERS = 4;
const CLIENTS = 3;
const DEALS = 40;

export function createLoad(people: { crm: Crm; person: Person }, random: Random, today: string): Load {
  const { crm, person } = people;
  const cast = createCast(crm);
  const deals: Deal[] = [];
  return {
    async setUp() {
      const clients: string[] = [];
      for (let number = 1; number <= PARTNERS; number++)
        clients.push(...(await partnerAndClients(cast, number, today)));
      for (let number = 1; number <= DEALS; number++) {
        const id = await cast.deal(`Deal ${number}`, [company(random.pick(clients))], { amount: '100' });
        deals.push({ id, state: 'open', deleted: false });
      }
    },
    async act() {
      const deal = random.pick(deals);
      const dice = random.below(10);
      if (deal.deleted) await restore(person, deal);
      else if (dice === 0) await remove(crm, deal);
      else if (dice < 4) await change(crm, deal, 1 + random.below(1_000_000) / 100);
      else await (deal.state === 'open' ? win(cast, deal) : reopen(cast, deal));
    },
    async end() {
      for (const deal of deals) {
        if (deal.deleted) await restore(person, deal);
        await win(cast, deal);
      }
    },
  };
}

async function partnerAndClients(cast: Cast, number: number, on: string): Promise<string[]> {
  const partner = await cast.partner(`Partner ${number}`);
  const clients: string[] = [];
  for (let each = 1; each <= CLIENTS; each++) {
    const client = await cast.client(`Client ${number}.${each}`);
    await cast.referral({ partner, clients: [company(client)], on }, { name: `Referral ${number}.${each}` });
    clients.push(client);
  }
  return clients;
}

async function win(cast: Cast, deal: Deal): Promise<void> {
  await cast.win(deal.id);
  deal.state = 'won';
}

async function reopen(cast: Cast, deal: Deal): Promise<void> {
  await cast.reopen(deal.id);
  deal.state = 'open';
}

async function change(crm: Crm, deal: Deal, amount: number): Promise<void> {
  await crm.update('deal', deal.id, { amount: amount.toFixed(2) });
}

async function remove(crm: Crm, deal: Deal): Promise<void> {
  await crm.archive('deal', deal.id);
  deal.deleted = true;
}

async function restore(person: Person, deal: Deal): Promise<void> {
  await person.restore('deal', deal.id);
  deal.deleted = false;
}
