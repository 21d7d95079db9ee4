-- Rights that no table is excepted from: nothing is granted unless a migration says so.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO chengming_app, chengming_sequencer, chengming_signer;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Guards of append-only tables. A trigger holds for the owner as well; a superuser is what witnesses are for.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: the table is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
COMMENT ON FUNCTION refuse_change() IS 'Trigger function of append-only tables (DESIGN §5).';

CREATE TABLE setting (
  name text CONSTRAINT setting_pk PRIMARY KEY,
  value jsonb NOT NULL,
  set_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE setting IS 'Facts of the instance chosen once, such as the origin of the ledger.';
GRANT SELECT, INSERT, UPDATE ON setting TO chengming_app;
GRANT SELECT ON setting TO chengming_sequencer, chengming_signer;

-- Pages are cached by path, language and this number; it grows whenever something newly published may change a page.
CREATE TABLE publication_epoch (
  one boolean CONSTRAINT publication_epoch_pk PRIMARY KEY DEFAULT true CONSTRAINT publication_epoch_one CHECK (one),
  epoch bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE publication_epoch IS 'Cache key of the portal (DECISIONS §9).';
INSERT INTO publication_epoch DEFAULT VALUES;
GRANT SELECT, UPDATE ON publication_epoch TO chengming_app;

CREATE TABLE rate_counter (
  bucket text NOT NULL,
  window_start timestamptz NOT NULL,
  hits integer NOT NULL,
  CONSTRAINT rate_counter_pk PRIMARY KEY (bucket, window_start)
);
COMMENT ON TABLE rate_counter IS 'Fixed-window counters of rate limits shared by all web processes; keys are digests, never addresses.';
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_counter TO chengming_app;
