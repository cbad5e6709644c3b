import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import { archiveRecords } from '../hubspot/write.ts';
import { type CreditRecord, findCreditRecords, moveCreditRecord } from '../store/credit-records.ts';
import { CREDIT_VALUES, noteEdits } from './credit-edits.ts';
import { recordsOf } from './fetch.ts';
import { PAYMENT_PROPERTIES, postPayments } from './payments.ts';
import type { Job } from './portal.ts';
import { works } from './works.ts';

/** The record that holds a credit from now on; null: none yet. */
type Move = { readonly credit: CreditRecord; readonly to: string | null };

/**
 * Credit records that a person deleted, merged or restored (R20, R41). A lost one is made again from the ledger; of
 * two for one credit the restored one stays, under its own key, and the one made in its place goes; a restored one
 * that lost its key to the other goes itself. Payments that people typed are posted; values of ours that they typed over are
 * put back.
 */
export const creditJob: Job = async (deps, portal, recordIds) => {
  const { database, queue } = deps;
  const present = await recordsOf(portal, 'partner_credit', recordIds, [
    'credit_key',
    ...CREDIT_VALUES,
    ...PAYMENT_PROPERTIES,
  ]);
  const living = new Map([...present].filter(([id, record]) => id === record.id));
  const holders = new Map([...living].map(([id, record]) => [record.properties.credit_key ?? '', id]));
  const keyless = new Map(
    [...living].flatMap(([id, record]) => (isKeyless(record) ? [[id, keyOf(record)]] : [])),
  );
  const keys = [...holders.keys(), ...keyless.values()];
  const known = await findCreditRecords(database, portal.id, recordIds, keys);
  const moved = known.flatMap((credit): Move[] => {
    const holder = holders.get(credit.creditKey);
    if (holder !== undefined) return holder === credit.recordId ? [] : [{ credit, to: holder }];
    return credit.recordId === null || living.has(credit.recordId) ? [] : [{ credit, to: null }];
  });
  const doubles = moved.flatMap(({ credit, to }) => (to === null ? [] : (credit.recordId ?? [])));
  const orphans = [...keyless].flatMap(([id, key]) =>
    known.some((credit) => credit.creditKey === key && credit.recordId !== id) ? [id] : [],
  );
  await archiveRecords(portal.request, objectTypeIdOf(portal.schema, 'partner_credit'), [
    ...doubles,
    ...orphans,
  ]);
  await database.transaction(async (tx) => {
    for (const { credit, to } of moved) await moveCreditRecord(tx, portal.id, credit.creditKey, to);
    const edited = await noteEdits(deps, portal, tx, living);
    const deals = [...moved.map(({ credit }) => credit.dealId), ...edited];
    const paid = await postPayments(deps, portal, tx, living);
    await queue.enqueue([...works(portal.id, 'write-back', deals), ...works(portal.id, 'deal', paid)], tx);
  });
  return [];
};

function isKeyless({ properties }: CrmRecord): boolean {
  return (properties.credit_key ?? '') === '';
}

/** The key that a record had, from the names it carries. */
function keyOf({ properties }: CrmRecord): string {
  const { deal_id, partner_id, role, credited_on } = properties;
  return `${deal_id}:${partner_id}:${role}:${credited_on?.slice(0, 7)}`;
}
