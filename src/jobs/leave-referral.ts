import { cutLinks } from '../hubspot/associations.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { CreditToWrite } from './credit-links.ts';
import type { Portal } from './portal.ts';

/**
 * Cuts records from the referral that they are of no more: a credit is of one referral at most (data-model §3). Twice
 * is the same as once. Before the new link is made: a referral that was merged away answers for the one it lives on as.
 */
export async function leaveReferral(
  { request, schema }: Portal,
  written: readonly { readonly each: CreditToWrite; readonly recordId: string }[],
): Promise<void> {
  const former = written.flatMap(({ each: { credit, isOfNewReferral }, recordId }) => {
    const referralId = credit.recordId === recordId && isOfNewReferral && credit.written?.referral_id;
    return referralId ? [{ fromId: recordId, toId: referralId }] : [];
  });
  await cutLinks(
    request,
    objectTypeIdOf(schema, 'partner_credit'),
    objectTypeIdOf(schema, 'referral'),
    former,
  );
}
