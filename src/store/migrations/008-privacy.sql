-- Up Migration

-- Evidence that a deleted contact linked to a deal: without it a later look at the deal would take the credit back,
-- though amounts stay when a person is forgotten.
CREATE TABLE kept_evidence (
  portal_id text NOT NULL,
  deal_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('referral', 'activity')),
  record_id text NOT NULL,
  PRIMARY KEY (portal_id, deal_id, kind, record_id)
);

-- Contacts whose name stands in the referral's name, known by id only: their deletion rewrites it.
ALTER TABLE referral ADD COLUMN named_contact_ids text[] NOT NULL DEFAULT '{}';
CREATE INDEX referral_by_contact ON referral USING gin (contact_ids);
CREATE INDEX activity_by_contact ON activity USING gin (contact_ids);
CREATE INDEX answered_request_begun_at ON answered_request (begun_at);

-- JSON without a contact: its id in `contactId` becomes null, in `contactIds` it goes, and one text (a name that
-- names the person) is replaced by another wherever it stands. Nothing else changes.
CREATE FUNCTION without_person(value jsonb, contact text, old_text text, new_text text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE jsonb_typeof(value)
    WHEN 'object' THEN (
      SELECT coalesce(jsonb_object_agg(each.key, CASE
        WHEN each.key = 'contactId' AND each.value = to_jsonb(contact) THEN 'null'::jsonb
        WHEN each.key = 'contactIds' AND jsonb_typeof(each.value) = 'array' THEN each.value - contact
        ELSE without_person(each.value, contact, old_text, new_text) END), '{}'::jsonb)
      FROM jsonb_each(value) AS each)
    WHEN 'array' THEN (
      SELECT coalesce(jsonb_agg(without_person(each.value, contact, old_text, new_text) ORDER BY each.place), '[]'::jsonb)
      FROM jsonb_array_elements(value) WITH ORDINALITY AS each(value, place))
    WHEN 'string' THEN
      CASE WHEN old_text = '' THEN value ELSE to_jsonb(replace(value #>> '{}', old_text, new_text)) END
    ELSE value END;
END
$$;

-- The ledger stays append-only. One change passes: evidence without a person, and exactly that, announced in
-- `partnerships.forget` for the transaction. Amounts, dates, keys and every other column must be as they were.
CREATE FUNCTION guard_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  forget jsonb := nullif(current_setting('partnerships.forget', true), '')::jsonb;
BEGIN
  IF TG_OP = 'UPDATE' AND forget IS NOT NULL
    AND to_jsonb(NEW) - 'evidence' = to_jsonb(OLD) - 'evidence'
    AND NEW.evidence = without_person(OLD.evidence, forget ->> 'contact', forget ->> 'from', forget ->> 'to')
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the ledger is append-only';
END
$$;
DROP TRIGGER ledger_is_append_only ON ledger_entry;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION guard_ledger();
DROP FUNCTION refuse_change;

-- Down Migration

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only';
END
$$;
DROP TRIGGER ledger_is_append_only ON ledger_entry;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION guard_ledger;
DROP FUNCTION without_person;
DROP INDEX answered_request_begun_at;
DROP INDEX activity_by_contact;
DROP INDEX referral_by_contact;
ALTER TABLE referral DROP COLUMN named_contact_ids;
DROP TABLE kept_evidence;
