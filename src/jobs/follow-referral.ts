import { createLinks, cutLinks } from '../hubspot/associations.ts';
import { linkTypeOf, objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { StoredCredit } from '../store/ledger.ts';
import type { Portal } from './portal.ts';

/** The referral of this credit is another one than its record in HubSpot says, or the record is not made yet. */
export function isOfNewReferral({ written, referralId }: StoredCredit): boolean {
  return (written?.referral_id ?? null) !== referralId;
}

/**
 * Links records that were made before to the referral they are of now, and cuts them from the former one: a credit is
 * of one referral at most (data-model §3). Twice is the same as once.
 */
export async function followReferral(
  { request, schema }: Portal,
  written: readonly { readonly credit: StoredCredit; readonly recordId: string }[],
): Promise<void> {
  const [from, to] = [objectTypeIdOf(schema, 'partner_credit'), objectTypeIdOf(schema, 'referral')];
  const types = [linkTypeOf(schema, 'partner_credit', 'referral')];
  const moved = written.filter(
    ({ credit, recordId }) => credit.recordId === recordId && isOfNewReferral(credit),
  );
  const former = moved.flatMap(({ credit, recordId }) =>
    credit.written?.referral_id ? [{ fromId: recordId, toId: credit.written.referral_id }] : [],
  );
  const present = moved.flatMap(({ credit, recordId }) =>
    credit.referralId === null ? [] : [{ fromId: recordId, toId: credit.referralId, types }],
  );
  // A referral that was merged away answers for the one it lives on as: cut first.
  await cutLinks(request, from, to, former);
  await createLinks(request, from, to, present);
}
