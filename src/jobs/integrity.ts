import type { RecordKind } from '../hubspot/schema/object.ts';
import { replaceFindings, type StoredFinding } from '../store/integrity.ts';
import { readPartners } from '../store/mirror.ts';
import { INTEGRITY_FINDINGS } from '../vocabulary.ts';
import { checkReferrals } from './check-referrals.ts';
import { recordsOf } from './fetch.ts';
import { checkBooks, checkDeals, checkParked, checkPartners } from './integrity-checks.ts';
import type { JobDeps, Portal, Refusal } from './portal.ts';
import { stamp } from './stamp.ts';
import { works } from './works.ts';

export type Integrity = {
  /** Everything that a person should look at, of deals also what their own decisions found. */
  readonly findings: readonly StoredFinding[];
  /** Records that would not take the stamp. */
  readonly refused: readonly Refusal[];
};

/**
 * Runs every check (attribution §14), keeps what was found, and stamps it where it differs; what is gone disappears.
 * Changes no credit. For the night and for the command.
 */
export async function checkIntegrity(deps: JobDeps, portal: Portal): Promise<Integrity> {
  const mirrored = await readPartners(deps.database, portal.id);
  const partners = new Map(mirrored.map((partner) => [partner.record.id, partner]));
  const ofDeals = await checkDeals(deps, portal, partners);
  const kept = once([
    ...ofDeals.kept,
    ...(await checkPartners(portal, partners)),
    ...(await checkReferrals(deps, portal, partners)),
    ...(await checkParked(deps, portal)),
    ...(await checkBooks(deps, portal)),
  ]);
  const now = new Date(deps.now());
  const changed = await deps.database.transaction(async (tx) => {
    const records = await replaceFindings(tx, portal.id, kept, now);
    const deals = records.filter(({ object }) => object === 'deal').map(({ recordId }) => recordId);
    await deps.queue.enqueue(works(portal.id, 'write-back', deals), tx);
    return records;
  });
  const refused: Refusal[] = [];
  for (const object of STAMPED) {
    const own = kept.filter((each) => each.object === object);
    const others = changed.filter((each) => each.object === object).map(({ recordId }) => recordId);
    refused.push(...(await stampFindings(portal, object, own, others)));
  }
  return { findings: [...ofDeals.decided, ...kept], refused };
}

const STAMPED = ['partner', 'referral', 'partner_credit'] as const satisfies readonly RecordKind[];
const NAME = 'integrity_findings';

/** Brings `integrity_findings` of records to what was found; those that say so already cost a read and no write. */
export async function stampFindings(
  portal: Portal,
  kind: (typeof STAMPED)[number],
  found: readonly StoredFinding[],
  changed: readonly string[],
): Promise<Refusal[]> {
  const codes = Map.groupBy(found, ({ recordId }) => recordId);
  const ids = [...new Set([...codes.keys(), ...changed])];
  const records = await recordsOf(portal, kind, ids, [NAME]);
  const stamps = [...records].flatMap(([id, record]) => {
    const own = new Set(codes.get(id)?.map(({ code }) => code));
    const wanted = INTEGRITY_FINDINGS.filter((code) => own.has(code));
    const actual = new Set((record.properties[NAME] ?? '').split(';').filter((code) => code !== ''));
    const same = wanted.length === actual.size && wanted.every((code) => actual.has(code));
    return same || record.id !== id ? [] : [{ recordId: id, properties: { [NAME]: wanted.join(';') } }];
  });
  return stamp(portal, kind, stamps);
}

/** Two deals may find the same of one referral. */
function once(findings: readonly StoredFinding[]): StoredFinding[] {
  const known = new Map(findings.map((each) => [`${each.object} ${each.recordId} ${each.code}`, each]));
  return [...known.values()];
}
