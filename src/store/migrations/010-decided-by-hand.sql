-- Up Migration

-- What people decided on a deal, as last signed: the text that stands, or shall stand, in `partner_override`. Empty:
-- nothing is decided any more. It goes before an older text in HubSpot, and before one that was changed by hand.
CREATE TABLE override_document (
  portal_id text NOT NULL,
  deal_id text NOT NULL,
  text text NOT NULL,
  decided_at timestamptz NOT NULL,
  -- HubSpot has not taken it yet.
  waiting boolean NOT NULL,
  -- HubSpot's words, where it refused it.
  refusal text,
  PRIMARY KEY (portal_id, deal_id)
);
CREATE INDEX override_document_waiting ON override_document (portal_id, deal_id) WHERE waiting;

-- What a deal's screen shows without asking HubSpot: whose it is, and what it is worth after refunds.
ALTER TABLE deal ADD COLUMN owner_id text;
ALTER TABLE deal ADD COLUMN net jsonb;

-- Decisions that end: looked for at the portal's midnight.
CREATE INDEX deal_by_end_of_override ON deal (portal_id, (decision -> 'override' ->> 'until'))
  WHERE decision -> 'override' ->> 'until' IS NOT NULL;

-- Down Migration

DROP INDEX deal_by_end_of_override;
ALTER TABLE deal DROP COLUMN net;
ALTER TABLE deal DROP COLUMN owner_id;
DROP TABLE override_document;
