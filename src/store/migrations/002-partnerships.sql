-- Up Migration

-- A connected portal and what we learned of it. Ids of object and association types differ per portal.
CREATE TABLE portal (
  portal_id text PRIMARY KEY,
  time_zone text NOT NULL,
  home_currency text NOT NULL,
  account_type text NOT NULL,
  installed_on date NOT NULL,
  schema jsonb,
  read_at timestamptz NOT NULL
);

-- The portal's rules. Immutable: a change is a new version.
CREATE TABLE policy (
  portal_id text NOT NULL,
  version integer NOT NULL,
  rules jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  PRIMARY KEY (portal_id, version)
);

CREATE TABLE closed_month (
  portal_id text NOT NULL,
  month text NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  closed_at timestamptz NOT NULL,
  closed_by text NOT NULL,
  PRIMARY KEY (portal_id, month)
);

-- The mirror: what cards and health read. Money never does: attribution reads HubSpot again.
CREATE TABLE partner (
  portal_id text NOT NULL,
  partner_id text NOT NULL,
  company_id text,
  facts jsonb NOT NULL,
  -- App-written properties as last read or written, so that only differences are sent.
  written jsonb NOT NULL DEFAULT '{}',
  health jsonb,
  read_at timestamptz NOT NULL,
  archived boolean NOT NULL DEFAULT false,
  PRIMARY KEY (portal_id, partner_id)
);
CREATE INDEX partner_by_company ON partner (portal_id, company_id);

CREATE TABLE referral (
  portal_id text NOT NULL,
  referral_id text NOT NULL,
  partner_id text,
  company_ids text[] NOT NULL,
  contact_ids text[] NOT NULL,
  facts jsonb NOT NULL,
  read_at timestamptz NOT NULL,
  archived boolean NOT NULL DEFAULT false,
  PRIMARY KEY (portal_id, referral_id)
);
CREATE INDEX referral_by_partner ON referral (portal_id, partner_id);
CREATE INDEX referral_by_company ON referral USING gin (company_ids);

CREATE TABLE activity (
  portal_id text NOT NULL,
  activity_id text NOT NULL,
  partner_ids text[] NOT NULL,
  deal_ids text[] NOT NULL,
  contact_ids text[] NOT NULL,
  facts jsonb NOT NULL,
  read_at timestamptz NOT NULL,
  archived boolean NOT NULL DEFAULT false,
  PRIMARY KEY (portal_id, activity_id)
);
CREATE INDEX activity_by_partner ON activity USING gin (partner_ids);

-- Names of companies that are partners or clients, for the screens.
CREATE TABLE company (
  portal_id text NOT NULL,
  company_id text NOT NULL,
  name text NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (portal_id, company_id)
);

-- A deal as last decided, and its stamps as last read or written.
CREATE TABLE deal (
  portal_id text NOT NULL,
  deal_id text NOT NULL,
  name text NOT NULL,
  won boolean NOT NULL,
  closed boolean NOT NULL,
  closed_on date,
  started_on date NOT NULL,
  -- The referral the deal is bound to, as first project or expansion.
  referral_id text,
  company_ids text[] NOT NULL,
  decision jsonb NOT NULL,
  receipt text NOT NULL,
  reasons jsonb NOT NULL,
  stamps jsonb NOT NULL,
  labels jsonb NOT NULL,
  -- Grows with every write-back, so that a read from before it cannot put old stamps over its own.
  stamped integer NOT NULL DEFAULT 0,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (portal_id, deal_id)
);
CREATE INDEX deal_by_referral ON deal (portal_id, referral_id) WHERE referral_id IS NOT NULL;
CREATE INDEX deal_by_company ON deal USING gin (company_ids);

-- Money. Append-only: the trigger below refuses to change or delete an entry.
CREATE TABLE ledger_entry (
  portal_id text NOT NULL,
  credit_key text NOT NULL,
  sequence integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('grant', 'adjust', 'reverse', 'override', 'payment')),
  deal_id text NOT NULL,
  partner_id text NOT NULL,
  role text NOT NULL CHECK (role IN ('sourced', 'sourced_expansion', 'influenced')),
  month text NOT NULL,
  referral_id text,
  amount_minor numeric(20, 0) NOT NULL,
  amount_known boolean NOT NULL,
  currency text NOT NULL,
  home_minor numeric(20, 0) NOT NULL,
  home_known boolean NOT NULL,
  home_currency text NOT NULL,
  share integer NOT NULL,
  status text NOT NULL,
  credited_on date NOT NULL,
  rate text,
  model text NOT NULL,
  policy_version integer NOT NULL,
  actor text NOT NULL,
  evidence jsonb NOT NULL,
  posted_at timestamptz NOT NULL,
  PRIMARY KEY (portal_id, credit_key, sequence)
);
CREATE INDEX ledger_entry_by_deal ON ledger_entry (portal_id, deal_id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only';
END
$$;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The fold of the ledger per credit, kept beside it in the same transaction, with its record in HubSpot.
CREATE TABLE credit (
  portal_id text NOT NULL,
  credit_key text NOT NULL,
  deal_id text NOT NULL,
  partner_id text NOT NULL,
  role text NOT NULL,
  month text NOT NULL,
  referral_id text,
  sequence integer NOT NULL,
  amount_minor numeric(20, 0) NOT NULL,
  amount_known boolean NOT NULL,
  currency text NOT NULL,
  home_minor numeric(20, 0) NOT NULL,
  home_known boolean NOT NULL,
  home_currency text NOT NULL,
  share integer NOT NULL,
  status text NOT NULL,
  credited_on date NOT NULL,
  rate text,
  model text NOT NULL,
  policy_version integer NOT NULL,
  reason text NOT NULL DEFAULT '',
  record_id text,
  written jsonb,
  PRIMARY KEY (portal_id, credit_key)
);
CREATE INDEX credit_by_deal ON credit (portal_id, deal_id);
CREATE INDEX credit_by_partner ON credit (portal_id, partner_id);

-- Work that cannot succeed as it is, with the reason, until the record changes or a person retries it.
CREATE TABLE parked (
  portal_id text NOT NULL,
  kind text NOT NULL,
  record_id text NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  parked_at timestamptz NOT NULL,
  PRIMARY KEY (portal_id, kind, record_id)
);

-- Answers given to the screens' requests: a repeat is answered the same and not done twice.
CREATE TABLE answered_request (
  portal_id text NOT NULL,
  user_id text NOT NULL,
  request_id text NOT NULL,
  answer jsonb,
  -- What was done already, should the request be taken up again.
  progress jsonb,
  begun_at timestamptz NOT NULL,
  PRIMARY KEY (portal_id, user_id, request_id)
);

-- One run per schedule, portal and day across all instances.
CREATE TABLE schedule_run (
  portal_id text NOT NULL,
  schedule text NOT NULL,
  day date NOT NULL,
  begun_at timestamptz NOT NULL,
  PRIMARY KEY (portal_id, schedule, day)
);

-- Events that were not acted on, by reason and type: unknown types and foreign portals.
CREATE TABLE ignored_event (
  reason text NOT NULL,
  subscription_type text NOT NULL,
  seen bigint NOT NULL,
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (reason, subscription_type)
);

-- Down Migration
