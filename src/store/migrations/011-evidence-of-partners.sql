-- Up Migration

-- Deals that a partner was considered for: a change of its terms, stage or name sends them to be looked at again.
CREATE INDEX deal_by_evidence ON deal USING gin ((decision -> 'verdicts') jsonb_path_ops);

-- Down Migration

DROP INDEX deal_by_evidence;
