import { type Acceptance, acceptance } from '../attribution/acceptance.ts';
import { ACCEPTED_STATUSES, hasAcceptedStatus } from '../attribution/evidence.ts';
import type { Policy } from '../attribution/policy.ts';
import { dayIn } from '../calendar.ts';
import { readHistory } from '../hubspot/records.ts';
import { dayStatusBecame } from '../hubspot/referral.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import type { JobDeps, Portal } from './portal.ts';

/** Acceptance per referral; the history is read only where nobody typed the day. */
export async function acceptances(
  deps: JobDeps,
  portal: Portal,
  referrals: readonly Omit<LinkedReferral, 'alreadyOurs'>[],
  partners: ReadonlyMap<string, MirroredPartner>,
  policy: Policy,
): Promise<Map<string, Acceptance>> {
  const undated = referrals.filter(({ record }) => hasAcceptedStatus(record) && record.acceptedOn === null);
  const histories =
    undated.length === 0
      ? new Map<string, { value: string | null; at: number }[]>()
      : await readHistory(
          portal.request,
          objectTypeIdOf(portal.schema, 'referral'),
          undated.map((each) => each.record.id),
          'status',
        );
  const today = dayIn(portal.timeZone, deps.now());
  const found = new Map<string, Acceptance>();
  for (const { record, partnerId } of referrals) {
    const terms = partnerId === null ? null : (partners.get(partnerId)?.record.referralWindowDays ?? null);
    const statusChangedOn = dayStatusBecame(
      histories.get(record.id) ?? [],
      ACCEPTED_STATUSES,
      portal.timeZone,
    );
    const accepted = acceptance({ ...record, statusChangedOn }, terms, policy, today);
    if (accepted !== null) found.set(record.id, accepted);
  }
  return found;
}
