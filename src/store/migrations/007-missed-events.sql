-- Up Migration

-- Whose turn it is: of several instances one at a time does a portal's recurring work.
CREATE TABLE turn (
  portal_id text NOT NULL,
  name text NOT NULL,
  -- Not before. While an instance works: when its claim runs out.
  due_at timestamptz NOT NULL,
  holder uuid,
  PRIMARY KEY (portal_id, name)
);

-- How far the search for changed records has come. Of a stage whose meaning changed: how far through its deals.
CREATE TABLE sweep (
  portal_id text NOT NULL,
  scope text NOT NULL,
  -- Changes before this are found. Null: a stage, whose deals are all looked at.
  from_at timestamptz,
  -- End of the window that is being searched; null: none is.
  to_at timestamptz,
  -- Last record found in it.
  last_id text NOT NULL DEFAULT '0',
  PRIMARY KEY (portal_id, scope)
);

-- What is left of a night's reading again: the last record put in line, per subject.
CREATE TABLE reread (
  portal_id text NOT NULL,
  subject text NOT NULL,
  day date NOT NULL,
  last_id text NOT NULL DEFAULT '',
  PRIMARY KEY (portal_id, subject)
);

-- How HubSpot dated each record when it was last read and worked on: older finds of the sweep cause no work.
CREATE TABLE record_read (
  portal_id text NOT NULL,
  object text NOT NULL,
  record_id text NOT NULL,
  modified_at timestamptz NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (portal_id, object, record_id)
);
CREATE INDEX record_read_at ON record_read (read_at);

-- Settings of the portal as last seen, that HubSpot sends no event about.
CREATE TABLE portal_setting (
  portal_id text NOT NULL,
  name text NOT NULL,
  value jsonb NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (portal_id, name)
);

-- Values of ours that somebody else changed and that were put back, counted.
CREATE TABLE put_back (
  portal_id text NOT NULL,
  object text NOT NULL,
  property text NOT NULL,
  day date NOT NULL,
  seen integer NOT NULL,
  PRIMARY KEY (portal_id, day, object, property)
);

-- Down Migration

DROP TABLE put_back;
DROP TABLE portal_setting;
DROP TABLE record_read;
DROP TABLE reread;
DROP TABLE sweep;
DROP TABLE turn;
