import type { CompanyCard } from '../../extensions/src/app/cards/contract/company-card.ts';
import { recordsOf } from '../../src/jobs/fetch.ts';
import type { JobDeps, Portal } from '../../src/jobs/portal.ts';
import { works } from '../../src/jobs/works.ts';
import {
  companyName,
  partnersOfCompanies,
  readPartners,
  referralsOfCompanies,
  saveCompanyNames,
} from '../../src/store/mirror.ts';
import { readParked } from '../../src/store/parked.ts';
import { clientCard } from './client-card.ts';
import { partnerCard } from './partner-card.ts';

/** A mirrored partner older than this is read again in the background (R23). */
const STALE_MS = 15 * 60_000;

/** The card of a company; null when the portal has no such company. */
export async function readCompanyCard(
  deps: JobDeps,
  portal: Portal,
  companyId: string,
): Promise<CompanyCard | null> {
  const { database, now } = deps;
  const [[partner], referrals, all] = await Promise.all([
    partnersOfCompanies(database, portal.id, [companyId]),
    referralsOfCompanies(database, portal.id, [companyId]),
    readPartners(database, portal.id),
  ]);
  if (partner !== undefined) {
    const stale = partner.readAt.getTime() < now() - STALE_MS;
    if (stale) await deps.queue.enqueue(works(portal.id, 'partner', [partner.record.id]));
    const notices = await noticesAbout(deps, portal, [partner.record.id, companyId]);
    return partnerCard(deps, portal, partner, notices);
  }
  const name = await nameOf(deps, portal, companyId);
  if (name === null) return null;
  const partners = all
    .filter(({ record }) => record.stage !== 'declined')
    .map(({ record }) => ({ id: record.id as string, name: record.name }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const company = { id: companyId, name };
  const notices = await noticesAbout(deps, portal, [companyId, ...referrals.map(({ record }) => record.id)]);
  const client = await clientCard(deps, portal, company, referrals, partners, notices);
  return client ?? { kind: 'other', asOf: new Date(now()).toISOString(), company, partners, notices };
}

/** Work about these records that cannot go on by itself: a person must see it. */
async function noticesAbout(
  { database }: JobDeps,
  portal: Portal,
  recordIds: readonly string[],
): Promise<string[]> {
  const parked = await readParked(database, portal.id, recordIds);
  return parked.slice(0, 3).map(({ message }) => `Not up to date: ${message}`);
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
