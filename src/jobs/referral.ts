import { DEFAULT_POLICY } from '../attribution/policy.ts';
import { dayIn } from '../calendar.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import { saveNamedContacts } from '../store/forgetting.ts';
import { archiveMirrored, readReferrals, saveReferral } from '../store/mirror.ts';
import { readPolicies } from '../store/policies.ts';
import { unknownDeals } from '../store/unknown-deals.ts';
import { referralsThatBrought } from './brought.ts';
import { withDealInside } from './deals-inside.ts';
import { differences } from './differences.ts';
import { fetchReferrals } from './fetch.ts';
import { knownPartners } from './known-partners.ts';
import { namedContacts } from './named-contacts.ts';
import type { Job } from './portal.ts';
import { acceptances } from './referral-acceptance.ts';
import { bearing, consequences } from './referral-consequences.ts';
import { tellAtAcceptance } from './referral-findings.ts';
import { dealsOfClients, judgeOwnership } from './referral-ownership.ts';
import { readOutcomes, referralStamps } from './referral-stamps.ts';
import { judgeTies } from './referral-ties.ts';
import { withStamps } from './referral-values.ts';
import { stamp } from './stamp.ts';
import { survivorsOf } from './survivors.ts';
import { works } from './works.ts';

/**
 * Referrals that changed: fills in what the app owns (acceptance, window, whether the client was already ours,
 * progress), mirrors them, and puts in line the deals, partners and companies they bear on.
 */
export const referralJob: Job = async (deps, portal, recordIds) => {
  const [fetched, before] = await Promise.all([
    fetchReferrals(portal, recordIds),
    readReferrals(deps.database, portal.id, recordIds),
  ]);
  const mirrored = new Map(before.map((each) => [each.record.id as string, each]));
  // A referral that was merged away answers under the id it lives on as.
  const present = [...fetched].filter(([id, { record }]) => record.id === id).map(([, each]) => each);
  const [partners, clientDeals, facts, [policy = DEFAULT_POLICY]] = await Promise.all([
    knownPartners(
      deps,
      portal,
      present.flatMap((each) => (each.partnerId === null ? [] : [each.partnerId])),
    ),
    dealsOfClients(portal, [...present, ...before]),
    readOutcomes(deps, portal, recordIds),
    readPolicies(deps.database, portal.id, new Date(deps.now())).then((all) => all.slice(-1)),
  ]);
  const accepted = await acceptances(deps, portal, present, partners, policy);
  const [judged, ties] = await Promise.all([
    judgeOwnership(portal, present, mirrored, clientDeals),
    judgeTies(portal, present, mirrored, partners),
  ]);

  const now: LinkedReferral[] = present.map(({ raw: _raw, ...each }) => {
    const acceptance = accepted.get(each.record.id);
    const record = {
      ...each.record,
      acceptedOn: acceptance?.acceptedOn ?? each.record.acceptedOn,
      windowDays: acceptance?.windowDays ?? each.record.windowDays,
      key: each.record.key ?? each.record.id,
    };
    return {
      ...each,
      record,
      alreadyOurs: judged.get(record.id) ?? null,
      selfReferral: ties.get(record.id) ?? null,
    };
  });
  const named = await namedContacts(deps, portal, now, mirrored);
  const today = dayIn(portal.timeZone, deps.now());
  const unbound = now.filter(({ record }) => !facts.deals.some((deal) => deal.referralId === record.id));
  const outcomes = { ...facts, inside: await withDealInside(portal, unbound, clientDeals, today) };
  const stamps = now.map((each) => ({
    recordId: each.record.id,
    properties: differences(
      referralStamps(each, accepted.get(each.record.id), partners, outcomes, portal, today),
      fetched.get(each.record.id)?.raw.properties ?? {},
    ),
  }));
  const refusals = await stamp(portal, 'referral', stamps);
  const refused = new Set(refusals.map(({ recordId }) => recordId));
  // Kept as it stands now, so that the echo of our own stamps tells nothing new.
  const kept = now.map((each, place): LinkedReferral => {
    const raw = fetched.get(each.record.id)?.raw;
    const changed = stamps[place]?.properties ?? {};
    if (raw === undefined || refused.has(each.record.id)) return each;
    return { ...each, record: withStamps(raw, changed, portal.timeZone) };
  });
  await deps.database.transaction(async (tx) => {
    for (const each of kept) await saveReferral(tx, portal.id, each, new Date(deps.now()));
    for (const [id, contacts] of named) await saveNamedContacts(tx, portal.id, id, contacts);
    const gone = recordIds.filter((id) => fetched.get(id)?.record.id !== id);
    if (gone.length > 0) await archiveMirrored(tx, portal.id, 'referral', gone);
    const changed = [...new Set([...kept.map((each) => each.record.id as string), ...gone])].flatMap((id) =>
      consequences(
        portal.id,
        mirrored.get(id),
        kept.find((each) => each.record.id === id),
        clientDeals,
        facts.deals,
      ),
    );
    // A deal may have been linked to the client without an event; once decided, it is known.
    const clients = referralsThatBrought(kept).flatMap((each) => [...each.companyIds, ...each.contactIds]);
    const deals = clients.flatMap((client) => clientDeals.get(client) ?? []);
    await deps.queue.enqueue(
      [
        ...changed,
        ...works(portal.id, 'deal', await unknownDeals(tx, portal.id, deals)),
        ...works(portal.id, 'referral', survivorsOf(recordIds, fetched)),
      ],
      tx,
    );
  });
  const changed = kept.filter((each) => bearing(mirrored.get(each.record.id)) !== bearing(each));
  return [...refusals, ...(await tellAtAcceptance(deps, portal, changed, policy))];
};
