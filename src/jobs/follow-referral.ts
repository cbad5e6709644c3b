import { createLinks, cutLinks } from '../hubspot/associations.ts';
import { linkTypeOf, objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { CreditToWrite } from './credit-links.ts';
import type { Portal } from './portal.ts';

/**
 * Links records that were made before to the referral they are of now, and cuts them from the former one: a credit is
 * of one referral at most (data-model §3). Twice is the same as once.
 */
export async function followReferral(
  { request, schema }: Portal,
  written: readonly { readonly each: CreditToWrite; readonly recordId: string }[],
): Promise<void> {
  const [from, to] = [objectTypeIdOf(schema, 'partner_credit'), objectTypeIdOf(schema, 'referral')];
  const types = [linkTypeOf(schema, 'partner_credit', 'referral')];
  const moved = written.filter(
    ({ each, recordId }) => each.credit.recordId === recordId && each.isOfNewReferral,
  );
  const former = moved.flatMap(({ each, recordId }) =>
    each.credit.written?.referral_id ? [{ fromId: recordId, toId: each.credit.written.referral_id }] : [],
  );
  const present = moved.flatMap(({ each, recordId }) =>
    each.ends.flatMap(([kind, toId]) => (kind === 'referral' ? [{ fromId: recordId, toId, types }] : [])),
  );
  // A referral that was merged away answers for the one it lives on as: cut first.
  await cutLinks(request, from, to, former);
  await createLinks(request, from, to, present);
}
