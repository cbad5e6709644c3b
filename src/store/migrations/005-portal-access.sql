-- Up Migration

-- What a portal granted us by OAuth. Tokens are encrypted before they come here (AES-256-GCM, bound to the portal).
-- A revoked grant keeps its row and loses its tokens; everything else of the portal stays.
CREATE TABLE portal_access (
  portal_id text PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('granted', 'revoked')),
  -- Since when it is in this state.
  since timestamptz NOT NULL,
  key_id text,
  sealed bytea,
  issued_at timestamptz,
  expires_at timestamptz,
  reason text,
  CHECK (state = 'granted' OR (sealed IS NULL AND reason IS NOT NULL)),
  CHECK (state = 'revoked' OR num_nulls(key_id, sealed, issued_at, expires_at) = 0)
);

-- Installations begun in a browser and already answered: each is taken once.
CREATE TABLE used_attempt (
  attempt bytea PRIMARY KEY,
  expires_at timestamptz NOT NULL
);

-- Down Migration
