import type { RecordKind } from '../../src/hubspot/schema/index.ts';
import type { Person } from '../flows/person.ts';

/** Open deals, each of a client of its own that one partner referred. */
export type Scene = {
  readonly partners: readonly string[];
  readonly companies: readonly string[];
  readonly referrals: readonly string[];
  readonly deals: readonly string[];
};

/** Enters the scene of the bench by hand, a hundred records at a time: the same numbers give the same scene. */
export async function enterScene(
  person: Person,
  { deals: count, partners: partnerCount }: { readonly deals: number; readonly partners: number },
): Promise<Scene> {
  const numbers = Array.from({ length: count }, (_, at) => at);
  const make = (kind: RecordKind, of: (at: number) => Record<string, string>, places = numbers) =>
    person.createMany(kind, places.map(of));
  const some = numbers.slice(0, partnerCount);
  const own = await make('company', (at) => ({ name: `Partner company ${at}` }), some);
  const partners = await make(
    'partner',
    (at) => ({
      ...{ name: `Partner ${at}`, primary_type: 'referral', stage: 'active' },
      compensation_model: 'reciprocal',
    }),
    some,
  );
  const companies = await make('company', (at) => ({ name: `Client ${at}` }));
  const referrals = await make('referral', (at) => ({
    ...{ name: `R-${at}`, direction: 'received', status: 'accepted', referred_on: '2026-03-02' },
  }));
  const deals = await make('deal', (at) => ({
    ...{ dealname: `Project ${at}`, amount: '1000', deal_currency_code: 'EUR' },
    ...{ pipeline: 'default', dealstage: 'qualifiedtobuy' },
  }));
  const pairs = (from: readonly string[], to: (at: number) => string | undefined) =>
    from.map((id, at) => [id, to(at) ?? ''] as const);
  await person.linkMany(
    'partner',
    'company',
    pairs(partners, (at) => own[at]),
  );
  await person.linkMany(
    'referral',
    'partner',
    pairs(referrals, (at) => partners[at % partners.length]),
  );
  await person.linkMany(
    'referral',
    'company',
    pairs(referrals, (at) => companies[at]),
  );
  await person.linkMany(
    'deal',
    'company',
    pairs(deals, (at) => companies[at]),
  );
  return { partners, companies, referrals, deals };
}
