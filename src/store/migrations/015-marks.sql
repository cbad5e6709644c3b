-- Up Migration

-- What a screen's request id was used for: the route with its record. Null: from before this was kept.
ALTER TABLE answered_request ADD COLUMN act text;

-- Let go by us, on purpose: nobody waits for this portal to come back.
ALTER TABLE portal_access ADD COLUMN let_go boolean NOT NULL DEFAULT false;
UPDATE portal_access SET let_go = true WHERE reason = 'disconnected by command';

-- HubSpot said that our objects are not there any more; the schema is kept for the labels that people renamed.
ALTER TABLE portal ADD COLUMN schema_gone boolean NOT NULL DEFAULT false;

-- Down Migration

ALTER TABLE portal DROP COLUMN schema_gone;
ALTER TABLE portal_access DROP COLUMN let_go;
ALTER TABLE answered_request DROP COLUMN act;
