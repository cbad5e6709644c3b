-- Up Migration

-- How far HubSpot's webhooks journal has been read, for portals that installed the app by OAuth.
CREATE TABLE journal (
  portal_id text PRIMARY KEY,
  -- Last entry read; null: none yet, the next one is the earliest there is.
  read_offset text,
  -- When there was nothing more to read. At first: when reading began.
  caught_up_at timestamptz NOT NULL,
  -- When its subscriptions were last made sure of; null: they have to be.
  subscribed_at timestamptz,
  -- The entry whose file could not be read, and how often that was tried.
  spoilt_offset text,
  spoilt_tries integer NOT NULL DEFAULT 0
);

-- Down Migration

DROP TABLE journal;
