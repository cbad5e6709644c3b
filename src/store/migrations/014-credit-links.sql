-- Up Migration

-- The records that a credit's record was linked to: an end that was deleted at that time comes back without the link.
-- Null: not known, as of records that were found in HubSpot.
ALTER TABLE credit ADD COLUMN linked jsonb;

-- Down Migration

ALTER TABLE credit DROP COLUMN linked;
