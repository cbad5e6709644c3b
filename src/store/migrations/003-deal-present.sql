-- Up Migration

-- False once HubSpot no longer has the deal under this id: deleted, or merged into another.
ALTER TABLE deal ADD COLUMN present boolean NOT NULL DEFAULT true;

-- Down Migration

ALTER TABLE deal DROP COLUMN present;
