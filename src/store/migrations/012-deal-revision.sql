-- Up Migration

-- Grows with every decision that is kept: a plan made before another one was kept is made again.
ALTER TABLE deal ADD COLUMN revision integer NOT NULL DEFAULT 1;

-- Down Migration

ALTER TABLE deal DROP COLUMN revision;
