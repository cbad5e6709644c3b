import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import type { Sql } from './sql.ts';

/** A referral that a contact is or was linked to. */
export type ReferralOfContact = {
  readonly linked: LinkedReferral;
  /** The contact's name stands in the referral's. */
  readonly named: boolean;
  readonly archived: boolean;
};

const referralRow = z
  .object({ facts: z.custom<LinkedReferral>(), named: z.boolean(), archived: z.boolean() })
  .transform(({ facts, ...rest }): ReferralOfContact => ({ linked: facts, ...rest }));
const idRow = z.object({ id: z.string() }).transform(({ id }) => id);

/** Referrals that are linked to the contact, or name it. */
export async function referralsOfContact(
  sql: Sql,
  portalId: PortalId,
  contactId: string,
): Promise<ReferralOfContact[]> {
  return sql.rows(
    (row) => referralRow.parse(row),
    `SELECT facts, $2 = ANY(named_contact_ids) AS named, archived FROM referral
     WHERE portal_id = $1 AND (contact_ids @> ARRAY[$2] OR $2 = ANY(named_contact_ids)) ORDER BY referral_id`,
    [portalId, contactId],
  );
}

/**
 * Keeps the evidence that only this contact linked to deals, so that their amounts stay (R20): accepted referrals and
 * activities a deal was decided on, unless a company or a link of its own leads to the deal as well. Resolves to the
 * deals that were decided on any of the contact's evidence.
 */
export async function keepEvidence(sql: Sql, portalId: PortalId, contactId: string): Promise<string[]> {
  return sql.rows(
    (row) => idRow.parse(row),
    `WITH evidence AS (
       SELECT 'referral' AS kind, referral_id AS record_id, company_ids, '{}'::text[] AS deal_ids
       FROM referral WHERE portal_id = $1 AND contact_ids @> ARRAY[$2]
       UNION ALL
       SELECT 'activity', activity_id, '{}', deal_ids FROM activity WHERE portal_id = $1 AND contact_ids @> ARRAY[$2]
     ), decided AS (
       SELECT DISTINCT deal.deal_id, evidence.kind, evidence.record_id,
         deal.company_ids && evidence.company_ids OR deal.deal_id = ANY(evidence.deal_ids) AS linked_otherwise
       FROM deal CROSS JOIN jsonb_array_elements(deal.decision -> 'verdicts') AS verdict
       JOIN evidence ON evidence.record_id = verdict ->> 'sourceId'
       WHERE deal.portal_id = $1
     ), kept AS (
       INSERT INTO kept_evidence (portal_id, deal_id, kind, record_id)
       SELECT $1, deal_id, kind, record_id FROM decided WHERE NOT linked_otherwise
       ON CONFLICT DO NOTHING
     )
     SELECT DISTINCT deal_id AS id FROM decided ORDER BY 1`,
    [portalId, contactId],
  );
}

/** Takes the contact out of the mirror: its links, and what was judged for it. */
export async function forgetInMirror(sql: Sql, portalId: PortalId, contactId: string): Promise<void> {
  await sql.run(
    `UPDATE referral SET contact_ids = array_remove(contact_ids, $2),
       named_contact_ids = array_remove(named_contact_ids, $2),
       facts = (jsonb_set(facts, '{contactIds}', (facts -> 'contactIds') - $2) - 'selfReferral')
         || CASE WHEN jsonb_typeof(facts -> 'alreadyOurs') = 'object' THEN jsonb_build_object('alreadyOurs',
              jsonb_set(facts -> 'alreadyOurs', '{judgedFor}',
                to_jsonb(regexp_replace(facts #>> '{alreadyOurs,judgedFor}', '\\m' || $2 || '\\M', '-', 'g'))))
            ELSE '{}' END
     WHERE portal_id = $1 AND (contact_ids @> ARRAY[$2] OR $2 = ANY(named_contact_ids))`,
    [portalId, contactId],
  );
  await sql.run(
    `UPDATE activity SET contact_ids = array_remove(contact_ids, $2),
       facts = jsonb_set(facts, '{contactIds}', (facts -> 'contactIds') - $2)
     WHERE portal_id = $1 AND contact_ids @> ARRAY[$2]`,
    [portalId, contactId],
  );
}

/**
 * Takes the contact's id out of the evidence of ledger entries, and a name of a referral that named the person: the
 * one change that the ledger lets pass; the reasons of credits follow. Inside the caller's transaction. Resolves to how
 * many entries changed.
 */
export async function forgetInLedger(
  sql: Sql,
  portalId: PortalId,
  person: { readonly contactId: string; readonly rename?: { readonly from: string; readonly to: string } },
): Promise<number> {
  const { contactId, rename = { from: '', to: '' } } = person;
  const forget = JSON.stringify({ contact: contactId, ...rename });
  await sql.run(`SELECT set_config('partnerships.forget', $1, true)`, [forget]);
  const changed = await sql.run(
    `UPDATE ledger_entry SET evidence = without_person(evidence, $2, $3, $4)
     WHERE portal_id = $1 AND (strpos(evidence::text, $2) > 0
         OR ($3 <> '' AND strpos(evidence::text, btrim(to_jsonb($3)::text, '"')) > 0))
       AND evidence IS DISTINCT FROM without_person(evidence, $2, $3, $4)`,
    [portalId, contactId, rename.from, rename.to],
  );
  await sql.run(`SELECT set_config('partnerships.forget', '', true)`);
  if (rename.from !== '')
    await sql.run(
      `UPDATE credit SET reason = replace(reason, $2, $3) WHERE portal_id = $1 AND strpos(reason, $2) > 0`,
      [portalId, rename.from, rename.to],
    );
  return changed;
}

/**
 * Takes a name that named the person out of what nobody will read again: the referral itself, which may be deleted, and
 * decisions on deals that are gone. Those of living deals are made anew.
 */
export async function renameInMirror(
  sql: Sql,
  portalId: PortalId,
  { contactId, from, to }: { readonly contactId: string; readonly from: string; readonly to: string },
): Promise<void> {
  if (from === '') return;
  await sql.run(
    `UPDATE referral SET facts = without_person(facts, $2, $3, $4)
     WHERE portal_id = $1 AND $2 = ANY(named_contact_ids)`,
    [portalId, contactId, from, to],
  );
  await sql.run(
    `UPDATE deal SET receipt = replace(receipt, $3, $4), decision = without_person(decision, $2, $3, $4),
       reasons = without_person(reasons, $2, $3, $4), stamps = without_person(stamps, $2, $3, $4)
     WHERE portal_id = $1 AND NOT present
       AND strpos(concat(receipt, decision, reasons, stamps), btrim(to_jsonb($3::text)::text, '"')) > 0`,
    [portalId, contactId, from, to],
  );
}

const keptRow = z.object({
  deal_id: z.string(),
  kind: z.enum(['referral', 'activity']),
  record_id: z.string(),
});
export type KeptEvidence = z.infer<typeof keptRow>;

/** What was kept of these deals. */
export async function readKeptEvidence(
  sql: Sql,
  portalId: PortalId,
  dealIds: readonly string[],
): Promise<KeptEvidence[]> {
  return sql.rows(
    (row) => keptRow.parse(row),
    'SELECT deal_id, kind, record_id FROM kept_evidence WHERE portal_id = $1 AND deal_id = ANY($2)',
    [portalId, dealIds],
  );
}

/** Contacts named in referrals, as last judged. */
export async function readNamedContacts(
  sql: Sql,
  portalId: PortalId,
  referralIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const row = z.object({ referral_id: z.string(), named_contact_ids: z.array(z.string()) });
  const rows = await sql.rows(
    (each) => row.parse(each),
    'SELECT referral_id, named_contact_ids FROM referral WHERE portal_id = $1 AND referral_id = ANY($2)',
    [portalId, referralIds],
  );
  return new Map(rows.map((each) => [each.referral_id, each.named_contact_ids]));
}

export async function saveNamedContacts(
  sql: Sql,
  portalId: PortalId,
  referralId: string,
  contactIds: readonly string[],
): Promise<void> {
  await sql.run('UPDATE referral SET named_contact_ids = $3 WHERE portal_id = $1 AND referral_id = $2', [
    portalId,
    referralId,
    contactIds,
  ]);
}
