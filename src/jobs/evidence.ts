import type { Claim, Deal, Evidence, Partner, Referral, Touch } from '../attribution/evidence.ts';
import type { OverrideInput } from '../attribution/override.ts';
import { TOUCH_THROUGH_CONTACT } from '../attribution/policy.ts';
import type { FirstProject } from '../attribution/project.ts';
import { addDays } from '../calendar.ts';
import type { PartnerId, ReferralId } from '../ids.ts';
import type { LinkedActivity, LinkedReferral, PartnerRecord } from '../partnership/records.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import type { Gathered } from './gather.ts';
import type { Portal } from './portal.ts';

/** Puts what was read of a deal into the words of the rules. */
export function evidenceOf(
  gathered: Gathered,
  portal: Portal,
  known: {
    readonly deal: Deal;
    readonly partners: ReadonlyMap<PartnerId, MirroredPartner>;
    /** First projects among the other deals. */
    readonly otherProjects: ReadonlyMap<ReferralId, FirstProject>;
    /** Labels beside a credit of ours: `partner:label`. */
    readonly ours: ReadonlySet<string>;
    readonly override: OverrideInput;
  },
): Evidence {
  return {
    deal: known.deal,
    referrals: gathered.referrals.flatMap((each) => referralOf(each, portal)),
    touches: gathered.activities.flatMap((each) => touchesOf(each, gathered)),
    claims: claimsOf(gathered, known.ours),
    partners: new Map([...known.partners].map(([id, { record }]) => [id, partnerOf(record)])),
    otherProjects: known.otherProjects,
    override: known.override,
  };
}

/** A referral without a partner is unfinished: nobody could be credited. */
function referralOf(
  { record, partnerId, alreadyOurs, selfReferral }: LinkedReferral,
  portal: Portal,
): Referral[] {
  if (partnerId === null) return [];
  const { id, name, direction, status, referredOn, acceptedOn, recordedOn, evidenceOn } = record;
  const { windowDays, knownProspectAccepted } = record;
  const window =
    windowDays === null || acceptedOn === null
      ? null
      : { days: windowDays, endsOn: addDays(acceptedOn, windowDays) };
  return [
    {
      ...{ id, name, partnerId, direction, status, referredOn, acceptedOn, recordedOn, evidenceOn },
      ...{ knownProspectAccepted, window },
      alreadyOursBy: alreadyOurs?.dealIds ?? null,
      imported: isImported(record.key) && acceptedOn !== null && acceptedOn < portal.installedOn,
      selfReferral: selfReferral?.words ?? null,
    },
  ];
}

/** Keys that `import` and `backfill` give. */
function isImported(key: string | null): boolean {
  return key !== null && /^(hist|import):/.test(key);
}

/** An activity touches a deal it is linked to; through a contact only some kinds do (R15). */
function touchesOf({ record, partnerIds, dealIds, contactIds }: LinkedActivity, gathered: Gathered): Touch[] {
  const { kind, status, happenedOn, recordedOn, id } = record;
  if (kind === 'health_snapshot' || status !== 'done' || happenedOn === null) return [];
  const throughContact =
    TOUCH_THROUGH_CONTACT.has(kind) && contactIds.some((contact) => gathered.contactIds.includes(contact));
  if (!dealIds.includes(gathered.deal.id) && !throughContact) return [];
  return partnerIds.map((partnerId) => ({ partnerId, kind, on: happenedOn, recordedOn, sourceId: id }));
}

/** Labels on the deal that are not ours: ours stand beside a credit of that partner and role. */
function claimsOf({ labels }: Gathered, ours: ReadonlySet<string>): Claim[] {
  return labels
    .filter(({ partnerId, label }) => !ours.has(`${partnerId}:${label}`))
    .map(({ partnerId, label }) => ({ partnerId, role: label }));
}

function partnerOf(record: PartnerRecord): Partner {
  const { id, name, primaryType, stage, agreementStatus, endedOn, tailDays } = record;
  return {
    ...{ id, name, stage, agreementStatus, endedOn, tailDays },
    type: primaryType ?? '',
  };
}
