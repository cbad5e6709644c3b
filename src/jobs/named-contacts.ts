import type { LinkedReferral } from '../partnership/records.ts';
import { readNamedContacts } from '../store/forgetting.ts';
import { recordsOf } from './fetch.ts';
import type { JobDeps, Portal } from './portal.ts';

const NAMES = ['firstname', 'lastname', 'email'] as const;

/**
 * Which contacts a referral's name names, by referral: once a contact is deleted for privacy nobody could tell. Only
 * ids are kept, and only referrals whose name or contacts changed are judged, so that others cost no call.
 */
export async function namedContacts(
  { database }: JobDeps,
  portal: Portal,
  referrals: readonly LinkedReferral[],
  mirrored: ReadonlyMap<string, LinkedReferral>,
): Promise<Map<string, readonly string[]>> {
  const changed = referrals.filter((each) => isChanged(each, mirrored.get(each.record.id)));
  if (changed.length === 0) return new Map();
  const before = await readNamedContacts(
    database,
    portal.id,
    changed.map(({ record }) => record.id),
  );
  const idsOf = ({ record, contactIds }: LinkedReferral) => [
    ...new Set<string>([...contactIds, ...(before.get(record.id) ?? [])]),
  ];
  const contacts = await recordsOf(portal, 'contact', changed.flatMap(idsOf), NAMES);
  return new Map(
    changed.map((each) => [
      each.record.id,
      idsOf(each).filter((id) => {
        const contact = contacts.get(id);
        // A contact that is gone already may be the one whose deletion we are about to hear of.
        if (contact === undefined) return before.get(each.record.id)?.includes(id) ?? false;
        return isNamed(each.record.name, contact.properties);
      }),
    ]),
  );
}

function isChanged(now: LinkedReferral, before: LinkedReferral | undefined): boolean {
  if (before === undefined) return now.contactIds.length > 0;
  const contacts = ({ contactIds }: LinkedReferral) => [...contactIds].sort().join(' ');
  const any = now.contactIds.length > 0 || before.contactIds.length > 0;
  return any && (before.record.name !== now.record.name || contacts(before) !== contacts(now));
}

/** The first name, the last name or the address stands in the text as a word of its own, in any case. */
export function isNamed(text: string, person: Readonly<Record<string, string | null | undefined>>): boolean {
  const words = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}@.'-]+/gu, ' ')} `;
  return NAMES.some((name) => {
    const value = person[name]?.trim().toLowerCase() ?? '';
    return value.length >= 2 && words.includes(` ${value} `);
  });
}
