-- Up Migration

-- Commission beside revenue: what is owed for a credit, under which terms, and what became of it.
ALTER TABLE ledger_entry
  ADD COLUMN won_on date,
  ADD COLUMN terms jsonb,
  ADD COLUMN commission_minor numeric(20, 0),
  ADD COLUMN commission_known boolean,
  ADD COLUMN commission_currency text,
  ADD COLUMN payout_rate jsonb,
  ADD COLUMN due_on date,
  ADD COLUMN paid_on date,
  ADD COLUMN payment_reference text,
  ADD COLUMN hold text;

ALTER TABLE credit
  ADD COLUMN won_on date,
  ADD COLUMN terms jsonb,
  ADD COLUMN commission_minor numeric(20, 0),
  ADD COLUMN commission_known boolean,
  ADD COLUMN commission_currency text,
  ADD COLUMN payout_rate jsonb,
  ADD COLUMN due_on date,
  ADD COLUMN paid_on date,
  ADD COLUMN payment_reference text,
  ADD COLUMN hold text;

-- What is wrong or odd about a deal and its evidence, as last decided.
ALTER TABLE deal ADD COLUMN findings jsonb NOT NULL DEFAULT '[]';

-- What is to be paid, or waits for a person.
CREATE INDEX credit_by_status ON credit (portal_id, status) WHERE status IN ('payable', 'on_hold');

-- Down Migration

DROP INDEX credit_by_status;
ALTER TABLE deal DROP COLUMN findings;
ALTER TABLE credit
  DROP COLUMN won_on, DROP COLUMN terms, DROP COLUMN commission_minor, DROP COLUMN commission_known,
  DROP COLUMN commission_currency, DROP COLUMN payout_rate, DROP COLUMN due_on, DROP COLUMN paid_on,
  DROP COLUMN payment_reference, DROP COLUMN hold;
ALTER TABLE ledger_entry
  DROP COLUMN won_on, DROP COLUMN terms, DROP COLUMN commission_minor, DROP COLUMN commission_known,
  DROP COLUMN commission_currency, DROP COLUMN payout_rate, DROP COLUMN due_on, DROP COLUMN paid_on,
  DROP COLUMN payment_reference, DROP COLUMN hold;
