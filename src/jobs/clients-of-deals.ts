import type { CompanyId } from '../ids.ts';
import { partnersOfCompanies } from '../store/mirror.ts';
import { linksOf } from './fetch.ts';
import type { JobDeps, Portal } from './portal.ts';

/** The client that somebody was referred as: a company, or a person where there is none. */
export type Client = { readonly kind: 'company' | 'contact'; readonly id: string };

/** Fixed type id of a deal's primary company (hubspot.md 4.5). */
const PRIMARY_COMPANY = 5;

/**
 * Who the client of each deal is: its primary company, else all of them, but never a partner's own (R13); without a
 * company, its contacts.
 */
export async function clientsOfDeals(
  { database }: Pick<JobDeps, 'database'>,
  portal: Portal,
  dealIds: readonly string[],
): Promise<Map<string, Client[]>> {
  const [companies, contacts] = await Promise.all([
    linksOf(portal, 'deal', 'company', dealIds),
    linksOf(portal, 'deal', 'contact', dealIds),
  ]);
  const linked = [...companies.values()].flat().map(({ toId }) => toId);
  const partners = await partnersOfCompanies(database, portal.id, linked);
  const own = new Set<CompanyId | null>(partners.map(({ companyId }) => companyId));
  return new Map(
    dealIds.map((id) => {
      const all = companies.get(id) ?? [];
      const primary = all.filter(({ types }) => types.some(({ typeId }) => typeId === PRIMARY_COMPANY));
      const clients = (primary.length > 0 ? primary : all)
        .filter(({ toId }) => !own.has(toId as CompanyId))
        .map(({ toId }): Client => ({ kind: 'company', id: toId }));
      const people = (contacts.get(id) ?? []).map(({ toId }): Client => ({ kind: 'contact', id: toId }));
      return [id, clients.length > 0 ? clients : people];
    }),
  );
}
