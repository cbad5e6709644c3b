-- Up Migration

-- What all instances know together of one account's HubSpot limits: calls begun or allowed in the last seconds, what
-- HubSpot said, and until when to wait. One small row each, rewritten about once per ten calls.
CREATE TABLE rate (
  -- The portal; of a private app, whose portal is not known before its first call, the app.
  account text PRIMARY KEY,
  state jsonb
);

-- Parked work: since when for this reason, and when it is tried again by itself (null: when its record changes, or
-- on demand).
ALTER TABLE parked ADD COLUMN since timestamptz;
ALTER TABLE parked ADD COLUMN retry_at timestamptz;
UPDATE parked SET since = parked_at;
ALTER TABLE parked ALTER COLUMN since SET NOT NULL;
CREATE INDEX parked_retry ON parked (retry_at) WHERE retry_at IS NOT NULL;

-- Down Migration

ALTER TABLE parked DROP COLUMN retry_at;
ALTER TABLE parked DROP COLUMN since;
DROP TABLE rate;
