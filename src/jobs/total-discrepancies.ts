import { dayIn } from '../calendar.ts';
import { creditsOfPartners } from '../store/ledger.ts';
import { readPartners } from '../store/mirror.ts';
import { differences } from './differences.ts';
import { recordsOf } from './fetch.ts';
import { revenueOf, revenueStamps } from './partner-stamps.ts';
import type { JobDeps, Portal } from './portal.ts';

const AT_ONCE = 100;

/** Partners whose revenue totals in HubSpot are not what their credits add up to. */
export async function partnerTotals({ database, now }: JobDeps, portal: Portal): Promise<string[]> {
  const today = dayIn(portal.timeZone, now());
  const ids = (await readPartners(database, portal.id)).map(({ record }) => record.id);
  const names = Object.keys(revenueStamps(revenueOf([], today), portal.homeCurrency));
  const wrong: string[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    const [records, credits] = await Promise.all([
      recordsOf(portal, 'partner', some, names),
      creditsOfPartners(database, portal.id, some, portal.homeCurrency),
    ]);
    const own = Map.groupBy(credits, ({ partnerId }) => partnerId);
    for (const id of some) {
      const record = records.get(id);
      if (record === undefined) continue;
      const wanted = revenueStamps(revenueOf(own.get(id) ?? [], today), portal.homeCurrency);
      if (Object.keys(differences(wanted, record.properties)).length > 0) wrong.push(id);
    }
  }
  return wrong;
}
