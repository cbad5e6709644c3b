import type { CompanyCard } from '../../extensions/src/app/cards/contract/company-card.ts';
import { recordsOf } from '../../src/jobs/fetch.ts';
import type { JobDeps, Portal } from '../../src/jobs/portal.ts';
import { amountRights, type Permission } from '../../src/jobs/rights.ts';
import type { Users } from '../../src/jobs/users.ts';
import { works } from '../../src/jobs/works.ts';
import {
  companyName,
  partnersOfCompanies,
  readPartners,
  referralsOfCompanies,
  saveCompanyNames,
} from '../../src/store/mirror.ts';
import { readParked } from '../../src/store/parked.ts';
import type { Asking } from './answering.ts';
import { clientCard, type See } from './client-card.ts';
import { type Sight, sightOf } from './deal-sight.ts';
import { partnerCard } from './partner-card.ts';

/** A mirrored partner older than this is read again in the background (R23). */
const STALE_MS = 15 * 60_000;

/** Longest of our sentences on a card, so that no name or note makes an answer large. */
const MOST_CHARACTERS = 2_000;

/** The card of a company, as one user may see it (R51); null when the portal has no such company. */
export async function readCompanyCard(
  deps: JobDeps & { readonly users: Users },
  { portal, recordId: companyId, userId }: Asking,
): Promise<CompanyCard | null> {
  const { database, now } = deps;
  const maySee = await amountRights(deps, portal, userId);
  const see: See = async (ownerIds, findings = []) =>
    sightOf(
      { seesAmounts: await maySee({ ownerIds }), seesCommissions: NOT_SHOWN },
      { findings },
      MOST_CHARACTERS,
    );
  const [[partner], referrals, all] = await Promise.all([
    partnersOfCompanies(database, portal.id, [companyId]),
    referralsOfCompanies(database, portal.id, [companyId]),
    readPartners(database, portal.id),
  ]);
  if (partner !== undefined) {
    const stale = partner.readAt.getTime() < now() - STALE_MS;
    if (stale) await deps.queue.enqueue(works(portal.id, 'partner', [partner.record.id]));
    const sight = await see([partner.record.ownerId ?? null]);
    const notices = await noticesAbout(deps, portal, [partner.record.id, companyId], sight);
    return partnerCard(deps, portal, partner, sight, notices);
  }
  const name = await nameOf(deps, portal, companyId);
  if (name === null) return null;
  const partners = all
    .filter(({ record }) => record.stage !== 'declined')
    .map(({ record }) => ({ id: record.id as string, name: record.name }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const company = { id: companyId, name };
  const about = [companyId, ...referrals.map(({ record }) => record.id)];
  const notices = await noticesAbout(deps, portal, about, await see([]));
  const client = await clientCard(deps, portal, { company, referrals, all, partners, notices }, see);
  return client ?? { kind: 'other', asOf: new Date(now()).toISOString(), company, partners, notices };
}

/** The card has no commissions. */
const NOT_SHOWN: Permission = { kind: 'no', words: '' };

/** Work about these records that cannot go on by itself: a person must see it. */
async function noticesAbout(
  { database }: JobDeps,
  portal: Portal,
  recordIds: readonly string[],
  sight: Sight,
): Promise<string[]> {
  const parked = await readParked(database, portal.id, recordIds);
  return parked.slice(0, 3).map(({ message }) => sight.quoted(`Not up to date: ${message}`));
}

/** From the mirror; a company never met before costs one call. */
async function nameOf({ database, now }: JobDeps, portal: Portal, companyId: string): Promise<string | null> {
  const known = await companyName(database, portal.id, companyId);
  if (known !== null) return known;
  const record = (await recordsOf(portal, 'company', [companyId], ['name'])).get(companyId);
  if (record === undefined) return null;
  const name = record.properties.name ?? `Company ${companyId}`;
  await saveCompanyNames(database, portal.id, new Map([[companyId, name]]), new Date(now()));
  return name;
}
