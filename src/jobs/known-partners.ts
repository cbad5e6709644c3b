import type { CompanyId, PartnerId } from '../ids.ts';
import { type MirroredPartner, meetPartner, readPartners, referralsOfCompanies } from '../store/mirror.ts';
import { fetchPartners } from './fetch.ts';
import type { JobDeps, Portal } from './portal.ts';
import { works } from './works.ts';

/** Terms of a partner are taken from the mirror while it is this fresh (R23). */
const FRESH_MS = 5 * 60_000;

/**
 * Partners by id, from the mirror where it is fresh and else from HubSpot. The mirror itself is brought up to date by
 * the partner's own job, which is put in line: it alone knows what a change of a partner bears on. Ids that exist
 * nowhere are not in the map. With `remember: false` nothing is written and nothing put in line (dry runs).
 */
export async function knownPartners(
  { database, queue, now }: JobDeps,
  portal: Portal,
  ids: Iterable<PartnerId>,
  { remember }: { readonly remember: boolean } = { remember: true },
): Promise<Map<PartnerId, MirroredPartner>> {
  const wanted = [...new Set(ids)];
  const mirrored = await readPartners(database, portal.id, wanted);
  const known = new Map(mirrored.map((partner) => [partner.record.id, partner]));
  const oldest = now() - FRESH_MS;
  const stale = wanted.filter((id) => (known.get(id)?.readAt.getTime() ?? 0) < oldest);
  if (stale.length === 0) return known;
  const fetched = await fetchPartners(portal, stale);
  for (const { record, companyId } of fetched.values()) {
    known.set(record.id, { record, companyId, written: {}, health: null, readAt: new Date(now()) });
  }
  if (!remember) return known;
  await database.transaction(async (tx) => {
    for (const { record, companyId } of fetched.values()) {
      await meetPartner(tx, portal.id, record, companyId);
    }
    await queue.enqueue(works(portal.id, 'partner', stale), tx);
  });
  return known;
}

/**
 * The same in two steps, so that one win waits for HubSpot less often: partners that are to be expected, by the labels
 * on the deals and by the referrals of their clients as we know them, are asked for beside these referrals.
 */
export function expectPartners(
  deps: JobDeps,
  portal: Portal,
  options: { readonly remember: boolean },
): {
  readonly expect: (clients: readonly CompanyId[], partnerIds: readonly PartnerId[]) => Promise<void>;
  readonly of: (ids: readonly PartnerId[]) => Promise<Map<PartnerId, MirroredPartner>>;
} {
  let early = new Map<PartnerId, MirroredPartner>();
  return {
    async expect(clients, partnerIds) {
      const referrals = await referralsOfCompanies(deps.database, portal.id, clients);
      const ids = [...partnerIds, ...referrals.flatMap(({ partnerId }) => partnerId ?? [])];
      early = await knownPartners(deps, portal, ids, options);
    },
    async of(ids) {
      const known = ids.flatMap((id) => early.get(id) ?? []);
      const late = await knownPartners(
        deps,
        portal,
        ids.filter((id) => !early.has(id)),
        options,
      );
      return new Map([...known.map((each) => [each.record.id, each] as const), ...late]);
    },
  };
}
