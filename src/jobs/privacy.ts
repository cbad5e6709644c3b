import type { PartnerId } from '../ids.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import {
  forgetInLedger,
  forgetInMirror,
  keepEvidence,
  type ReferralOfContact,
  referralsOfContact,
  renameInMirror,
} from '../store/forgetting.ts';
import { companyName, readPartnersEver } from '../store/mirror.ts';
import type { Job, JobDeps, Portal, Refusal } from './portal.ts';
import { forgetDeliveriesOf } from './privacy-deliveries.ts';
import { stamp } from './stamp.ts';
import { works } from './works.ts';

/** HubSpot sends events that it could not deliver for a day: they may still name the contact. */
const LOOK_AGAIN_MS = 25 * 3_600_000;

/**
 * Contacts that were deleted for privacy (R20, R61): deliveries that name them are forgotten, the mirror and the
 * evidence of ledger entries lose their ids, and referrals that name them are named anew. Amounts stay, and so do the
 * credits that only the contact had linked to a deal. Doing it twice does nothing the second time.
 */
export const privacyJob: Job = async (deps, portal, contactIds) => {
  const refusals: Refusal[] = [];
  for (const contactId of contactIds) refusals.push(...(await forget(deps, portal, contactId)));
  const named = await forgetDeliveriesOf(deps.database, portal.id, contactIds);
  await deps.queue.enqueue(works(portal.id, 'privacy', named, LOOK_AGAIN_MS));
  return refusals;
};

async function forget(deps: JobDeps, portal: Portal, contactId: string): Promise<Refusal[]> {
  const referrals = await referralsOfContact(deps.database, portal.id, contactId);
  const renames = await Promise.all(
    referrals.filter(({ named }) => named).map((each) => renameOf(deps, portal, each)),
  );
  // The ledger first: as soon as HubSpot has the new name, the mirror may lose the old one.
  const dealIds = await deps.database.transaction(async (tx) => {
    const decided = await keepEvidence(tx, portal.id, contactId);
    await forgetInLedger(tx, portal.id, { contactId });
    for (const rename of renames) await forgetInLedger(tx, portal.id, { contactId, rename });
    return decided;
  });
  const refusals = await stamp(
    portal,
    'referral',
    renames
      .filter(({ archived }) => !archived)
      .map(({ referralId, to }) => ({ recordId: referralId, properties: { name: to } })),
  );
  if (refusals.length > 0) return refusals.map((refusal) => ({ ...refusal, recordId: contactId }));
  await deps.database.transaction(async (tx) => {
    for (const { from, to } of renames) await renameInMirror(tx, portal.id, { contactId, from, to });
    await forgetInMirror(tx, portal.id, contactId);
    await deps.queue.enqueue(
      [
        ...works(
          portal.id,
          'referral',
          renames.map(({ referralId }) => referralId),
        ),
        ...works(portal.id, 'deal', dealIds),
      ],
      tx,
    );
  });
  deps.log.info('forgot a contact', {
    ...{ portalId: portal.id, referrals: referrals.length },
    ...{ renamed: renames.length, deals: dealIds.length },
  });
  return [];
}

type Rename = {
  readonly referralId: string;
  readonly from: string;
  readonly to: string;
  readonly archived: boolean;
};

/** A name as the app makes them: client, partner and day, never a person. */
async function renameOf(
  { database }: JobDeps,
  portal: Portal,
  { linked, archived }: ReferralOfContact,
): Promise<Rename> {
  const { record } = linked;
  const client = await clientName(database, portal, linked);
  const partner = await partnerName(database, portal, linked.partnerId);
  const side = record.direction === 'received' ? 'from' : 'to';
  const day = record.referredOn === null ? '' : `, ${record.referredOn}`;
  return {
    ...{ referralId: record.id, from: record.name, archived },
    to: `${client} (${side} ${partner}${day})`,
  };
}

async function clientName(
  database: JobDeps['database'],
  portal: Portal,
  { companyIds: [companyId] }: LinkedReferral,
): Promise<string> {
  const known = companyId === undefined ? null : await companyName(database, portal.id, companyId);
  return known ?? 'A client';
}

async function partnerName(
  database: JobDeps['database'],
  portal: Portal,
  partnerId: PartnerId | null,
): Promise<string> {
  const [partner] = partnerId === null ? [] : await readPartnersEver(database, portal.id, [partnerId]);
  return partner?.record.name ?? 'a partner';
}
