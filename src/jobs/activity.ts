import { TOUCH_THROUGH_CONTACT } from '../attribution/policy.ts';
import type { DealId } from '../ids.ts';
import type { LinkedActivity } from '../partnership/records.ts';
import { archiveMirrored, readActivities, saveActivity } from '../store/mirror.ts';
import { fetchActivities, idsOf, linksOf } from './fetch.ts';
import type { Job } from './portal.ts';
import { survivorsOf } from './survivors.ts';
import { works } from './works.ts';

/** Activities that changed: mirrors them and puts in line the partners and deals they touch, before and now. */
export const activityJob: Job = async (deps, portal, recordIds) => {
  const [fetched, before] = await Promise.all([
    fetchActivities(portal, recordIds),
    readActivities(deps.database, portal.id, recordIds),
  ]);
  // A record that was merged away answers under the id it lives on as.
  const now = [...fetched].filter(([id, { record }]) => record.id === id).map(([, each]) => each);
  const states = [...before, ...now];
  const contacts = states.filter(touchesThroughContact).flatMap((each) => each.contactIds);
  const ofContacts = await linksOf(portal, 'contact', 'deal', contacts);
  const deals = [
    ...states.flatMap((each) => each.dealIds),
    ...contacts.flatMap((contact) => idsOf<DealId>(ofContacts, contact)),
  ];
  await deps.database.transaction(async (tx) => {
    for (const each of now) await saveActivity(tx, portal.id, each, new Date(deps.now()));
    const gone = recordIds.filter((id) => fetched.get(id)?.record.id !== id);
    if (gone.length > 0) await archiveMirrored(tx, portal.id, 'activity', gone);
    const partners = states.flatMap((each) => each.partnerIds);
    await deps.queue.enqueue(
      [
        ...works(portal.id, 'partner', partners),
        ...works(portal.id, 'deal', deals),
        ...works(portal.id, 'activity', survivorsOf(recordIds, fetched)),
      ],
      tx,
    );
  });
  return [];
};

function touchesThroughContact({ record }: LinkedActivity): boolean {
  return record.kind !== 'health_snapshot' && TOUCH_THROUGH_CONTACT.has(record.kind);
}
