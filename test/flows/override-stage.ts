import { changeSetting } from '../../src/store/settings.ts';
import { createWorld, type World } from '../support/world.ts';
import { createDealCaller, type DealCaller } from '../webhooks/ui/deal-caller.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast, type PartnerOnStage } from './cast.ts';

/** A world with two partners, and Rae, who may decide by hand. */
export type OverrideStage = {
  readonly world: World;
  readonly cast: Cast;
  readonly rae: DealCaller;
  readonly acme: PartnerOnStage;
  readonly birch: PartnerOnStage;
  /** An open deal of EUR 1,000 of a client that Acme referred. */
  referredDeal(name: string): Promise<string>;
  wonDeal(name: string): Promise<string>;
  /** Acme and Birch share a deal, in per cent. */
  split(ofAcme: string, ofBirch: string): object;
  creditsOf(deal: string): Promise<readonly string[]>;
  /** The signed text as it stands on the deal. */
  textOn(deal: string): Promise<string>;
};

export const AGREED = { code: 'agreed_split', text: 'Both were in the room' };

export async function createOverrideStage(): Promise<OverrideStage> {
  const world = await createWorld();
  const cast = createCast(world.crm);
  const [acme, birch] = [await cast.partner('Acme'), await cast.partner('Birch')];
  const value = { userIds: ['7001'], teamIds: ['301'] };
  const change = { name: 'overriders', value, actor: 'Kim' } as const;
  await world.app.database.transaction((tx) => changeSetting(tx, world.portalId, change, new Date(0)));
  const referredDeal = async (name: string) => {
    const client = company(await cast.client(`Client of ${name}`));
    await cast.referral({ partner: acme, clients: [client], on: '2026-03-02' });
    return cast.deal(name, [client]);
  };
  return {
    ...{ world, cast, acme, birch, rae: createDealCaller(world), referredDeal },
    async wonDeal(name) {
      const deal = await referredDeal(name);
      await cast.win(deal);
      return deal;
    },
    split: (ofAcme, ofBirch) => ({
      kind: 'shares',
      shares: [
        { partnerId: acme.id, role: 'sourced', share: ofAcme },
        { partnerId: birch.id, role: 'influenced', share: ofBirch },
      ],
    }),
    creditsOf: async (deal) => (await dealBooks(world, deal)).credits,
    textOn: async (deal) =>
      (await world.crm.read('deal', deal, ['partner_override'])).properties.partner_override ?? '',
  };
}
