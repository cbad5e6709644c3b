-- Up Migration

-- Who did what to the books and the settings, and when. Append-only.
CREATE TABLE audit (
  portal_id text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  -- What it was done to: a month, a setting, a deal.
  subject text NOT NULL,
  details jsonb NOT NULL,
  PRIMARY KEY (portal_id, id)
);
CREATE INDEX audit_by_subject ON audit (portal_id, subject, id);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is append-only';
END
$$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();

-- What the month added up to when it was closed. Null: nobody closed it here, an import or a default did.
ALTER TABLE closed_month ADD COLUMN snapshot jsonb;

-- The portal's settings beside its policy. Immutable: a change is a new version.
CREATE TABLE setting (
  portal_id text NOT NULL,
  name text NOT NULL,
  version integer NOT NULL,
  value jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  PRIMARY KEY (portal_id, name, version)
);

-- What the integrity checks found last; a finding that is gone is deleted.
CREATE TABLE finding (
  portal_id text NOT NULL,
  code text NOT NULL,
  -- Record in HubSpot that it is about; of the portal itself when there is none.
  object text NOT NULL,
  record_id text NOT NULL,
  words text NOT NULL,
  found_at timestamptz NOT NULL,
  PRIMARY KEY (portal_id, object, record_id, code)
);

-- Long work over many deals (backfill, recompute, simulate): what it was asked, and how far it came.
CREATE TABLE bulk_run (
  portal_id text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  request jsonb NOT NULL,
  progress jsonb NOT NULL,
  begun_at timestamptz NOT NULL,
  begun_by text NOT NULL,
  moved_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (portal_id, id)
);

-- The deals of such a run, each once, in groups that bear on each other: those of one client. Gone when it has ended.
CREATE TABLE bulk_deal (
  portal_id text NOT NULL,
  run_id uuid NOT NULL,
  deal_id text NOT NULL,
  client text NOT NULL,
  PRIMARY KEY (portal_id, run_id, deal_id),
  FOREIGN KEY (portal_id, run_id) REFERENCES bulk_run (portal_id, id) ON DELETE CASCADE
);
CREATE INDEX bulk_deal_by_client ON bulk_deal (portal_id, run_id, client, deal_id);

-- Down Migration

DROP TABLE bulk_deal;
DROP TABLE bulk_run;
DROP TABLE finding;
DROP TABLE setting;
ALTER TABLE closed_month DROP COLUMN snapshot;
DROP TABLE audit;
DROP FUNCTION refuse_change_of_audit;
