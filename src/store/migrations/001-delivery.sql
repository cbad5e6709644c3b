-- Up Migration

-- One row per webhook request, kept as it came. Parsing happens later (expansion), so that the answer is quick.
CREATE TABLE delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  -- SHA-256 of the request's signature: the same signed request is never stored twice.
  signature_hash bytea NOT NULL UNIQUE CHECK (octet_length(signature_hash) = 32),
  -- Null once forgotten: another portal's events and privacy deletions.
  body bytea,
  expanded_at timestamptz,
  -- Failed expansions, and the last reason.
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  problem text,
  CONSTRAINT delivery_waiting_has_body CHECK (body IS NOT NULL OR expanded_at IS NOT NULL)
);

CREATE INDEX delivery_waiting ON delivery (id) WHERE expanded_at IS NULL;
CREATE INDEX delivery_received_at ON delivery (received_at);

-- Down Migration

DROP TABLE delivery;
