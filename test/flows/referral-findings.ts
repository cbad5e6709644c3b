import { checkedFindings } from '../../src/store/findings.ts';
import type { World } from '../support/world.ts';

/** What the product finds about a referral: the codes on its record, and the words for people. */
export async function findingsOn({ app, crm, portalId }: World, referral: string) {
  const { properties } = await crm.read('referral', referral, ['integrity_findings']);
  const told = await checkedFindings(app.database, portalId, 'referral', referral);
  return { stamped: properties.integrity_findings ?? '', words: told.map(({ words }) => words) };
}
