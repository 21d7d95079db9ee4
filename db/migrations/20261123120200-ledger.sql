-- The public transparency log (C2SP tlog-tiles) and the records behind its leaves (DECISIONS §1–4). The application
-- appends revisions and queues their leaves; the sequencer gives indices; the signer exposes checkpoints.
CREATE SCHEMA ledger;
GRANT USAGE ON SCHEMA ledger TO chengming_app, chengming_sequencer, chengming_signer;

-- What may enter the log: canonical JSON of a leaf, codes and ids only. Held here as well as in the program, because a
-- leaf can never be taken back.
CREATE FUNCTION ledger.is_leaf(leaf bytea) RETURNS boolean IMMUTABLE STRICT LANGUAGE sql AS $$
  SELECT octet_length(leaf) BETWEEN 300 AND 700
    AND convert_from(leaf, 'UTF8') ~ '^\{"act":"[a-z]+","at":"[0-9TZ:-]{20}","basis":"[a-z0-9.:/-]{1,64}","cm":"[0-9a-f]{64}","n":[0-9]+,"org":"[0-9A-Z-]{1,32}","prev":"([0-9a-f]{64})?","rev":[0-9]+,"rid":"[A-Za-z0-9_-]{22}","schema":"[0-9a-f]{64}","type":"[a-z.]+","v":"gov-leaf/1"\}$'
$$;

CREATE TABLE ledger.field_schema (
  hash bytea CONSTRAINT field_schema_pk PRIMARY KEY CONSTRAINT field_schema_hash CHECK (octet_length(hash) = 32),
  name text NOT NULL,
  dictionary bytea NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE ledger.field_schema IS 'Published field dictionaries; a leaf names one by its hash.';
GRANT SELECT, INSERT ON ledger.field_schema TO chengming_app;
CREATE TRIGGER field_schema_append_only BEFORE UPDATE OR DELETE ON ledger.field_schema FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE ledger.record (
  rid text CONSTRAINT record_pk PRIMARY KEY CONSTRAINT record_rid CHECK (rid ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  type text NOT NULL,
  agency_id uuid NOT NULL,
  newest_rev integer NOT NULL,
  newest_leaf_hash bytea NOT NULL
);
COMMENT ON TABLE ledger.record IS 'A record of the ledger and its newest revision; the row is the lock between writers of one record.';
GRANT SELECT, INSERT, UPDATE (newest_rev, newest_leaf_hash) ON ledger.record TO chengming_app;

CREATE TABLE ledger.revision (
  rid text NOT NULL CONSTRAINT revision_record REFERENCES ledger.record,
  rev integer NOT NULL,
  entry_id uuid NOT NULL CONSTRAINT revision_entry_unique UNIQUE,
  act text NOT NULL,
  at timestamptz NOT NULL,
  leaf bytea NOT NULL,
  leaf_hash bytea NOT NULL,
  schema_hash bytea NOT NULL CONSTRAINT revision_schema REFERENCES ledger.field_schema,
  opens jsonb NOT NULL DEFAULT '[]',
  log_index bigint,
  covered_size bigint,
  covered_at timestamptz,
  CONSTRAINT revision_pk PRIMARY KEY (rid, rev),
  CONSTRAINT revision_leaf_shape CHECK (ledger.is_leaf(leaf)),
  CONSTRAINT revision_leaf_own CHECK (
    strpos(convert_from(leaf, 'UTF8'), format('"rev":%s,"rid":"%s"', rev, rid)) > 0
    AND leaf_hash = sha256('\x00'::bytea || leaf)
  ),
  CONSTRAINT revision_covered CHECK (num_nulls(log_index, covered_size, covered_at) IN (0, 3))
);
COMMENT ON TABLE ledger.revision IS 'One leaf of a record. log_index and covered_* are set once, when a checkpoint that covers the leaf is exposed.';
CREATE INDEX revision_log_index ON ledger.revision (log_index) WHERE covered_size IS NOT NULL;
CREATE INDEX revision_waiting ON ledger.revision (at) WHERE covered_size IS NULL;
GRANT SELECT, INSERT (rid, rev, entry_id, act, at, leaf, leaf_hash, schema_hash, opens) ON ledger.revision TO chengming_app;
GRANT SELECT, UPDATE (log_index, covered_size, covered_at) ON ledger.revision TO chengming_signer;
CREATE FUNCTION revision_covered_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.covered_size IS NOT NULL
     OR (NEW.rid, NEW.rev, NEW.entry_id, NEW.act, NEW.at, NEW.leaf, NEW.leaf_hash, NEW.schema_hash, NEW.opens)
        IS DISTINCT FROM (OLD.rid, OLD.rev, OLD.entry_id, OLD.act, OLD.at, OLD.leaf, OLD.leaf_hash, OLD.schema_hash, OLD.opens) THEN
    RAISE EXCEPTION 'a revision is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER revision_immutable BEFORE UPDATE OR DELETE ON ledger.revision FOR EACH ROW EXECUTE FUNCTION revision_covered_once();

CREATE TABLE ledger.field (
  rid text NOT NULL,
  rev integer NOT NULL,
  name text NOT NULL CONSTRAINT field_name CHECK (name ~ '^[a-z][a-zA-Z0-9.]{0,63}$'),
  commitment bytea NOT NULL CONSTRAINT field_commitment CHECK (octet_length(commitment) = 32),
  audience text NOT NULL CONSTRAINT field_audience CHECK (audience IN ('society', 'party')),
  state text NOT NULL CONSTRAINT field_state CHECK (state IN ('open', 'withheld', 'erased')),
  value jsonb,
  salt bytea CONSTRAINT field_salt CHECK (octet_length(salt) = 32),
  ground text,
  until date,
  opened_by integer,
  CONSTRAINT field_pk PRIMARY KEY (rid, rev, name),
  CONSTRAINT field_revision FOREIGN KEY (rid, rev) REFERENCES ledger.revision,
  CONSTRAINT field_value_and_salt CHECK ((state = 'erased') = (salt IS NULL) AND (state <> 'erased' OR value IS NULL)),
  CONSTRAINT field_party_never_open CHECK (audience = 'society' OR state <> 'open')
);
COMMENT ON TABLE ledger.field IS 'Committed fields with value and salt. Fields about natural persons (audience party) are never open to society.';
COMMENT ON COLUMN ledger.field.opened_by IS 'Revision that opened a field withheld before; until a checkpoint covers it the field stays closed to society.';
GRANT SELECT, INSERT, UPDATE (state, value, salt, ground, until, opened_by) ON ledger.field TO chengming_app;
CREATE FUNCTION field_only_opens_or_erases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.state = 'erased'
     OR (NEW.state <> 'erased' AND (NEW.value, NEW.salt) IS DISTINCT FROM (OLD.value, OLD.salt)) THEN
    RAISE EXCEPTION 'a committed field is opened, withheld or erased, never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER field_immutable BEFORE UPDATE OR DELETE ON ledger.field FOR EACH ROW EXECUTE FUNCTION field_only_opens_or_erases();

CREATE TABLE ledger.queue (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT ledger_queue_pk PRIMARY KEY,
  entry_id uuid NOT NULL CONSTRAINT ledger_queue_entry UNIQUE,
  data bytea NOT NULL CONSTRAINT ledger_queue_data CHECK (ledger.is_leaf(data))
);
COMMENT ON TABLE ledger.queue IS 'Leaves that have no index yet: an outbox written with the decision to publish.';
GRANT INSERT, SELECT ON ledger.queue TO chengming_app;
GRANT SELECT, DELETE ON ledger.queue TO chengming_sequencer;

CREATE TABLE ledger.entry (
  idx bigint CONSTRAINT ledger_entry_pk PRIMARY KEY,
  entry_id uuid NOT NULL CONSTRAINT ledger_entry_entry UNIQUE,
  data bytea NOT NULL,
  leaf_hash bytea NOT NULL,
  CONSTRAINT ledger_entry_hash CHECK (leaf_hash = sha256('\x00'::bytea || data))
);
COMMENT ON TABLE ledger.entry IS 'The log: entry bytes by index, without gaps. Append-only.';
GRANT SELECT ON ledger.entry TO chengming_app, chengming_signer;
GRANT SELECT, INSERT ON ledger.entry TO chengming_sequencer;
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger.entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE ledger.tile (
  level smallint NOT NULL,
  n bigint NOT NULL,
  width smallint NOT NULL CONSTRAINT ledger_tile_width CHECK (width BETWEEN 1 AND 256),
  data bytea NOT NULL,
  CONSTRAINT ledger_tile_pk PRIMARY KEY (level, n),
  CONSTRAINT ledger_tile_data CHECK (octet_length(data) = 32 * width)
);
ALTER TABLE ledger.tile ALTER COLUMN data SET STORAGE EXTERNAL;
COMMENT ON TABLE ledger.tile IS 'Tiles of the log; a partial tile is a prefix of the full one.';
GRANT SELECT ON ledger.tile TO chengming_app, chengming_signer;
GRANT SELECT, INSERT, UPDATE ON ledger.tile TO chengming_sequencer;
CREATE TRIGGER ledger_tile_only_grows BEFORE UPDATE OR DELETE ON ledger.tile FOR EACH ROW EXECUTE FUNCTION tile_only_grows();

CREATE TABLE ledger.state (
  one boolean CONSTRAINT ledger_state_pk PRIMARY KEY DEFAULT true CONSTRAINT ledger_state_one CHECK (one),
  size bigint NOT NULL,
  root bytea NOT NULL CONSTRAINT ledger_state_root CHECK (octet_length(root) = 32)
);
COMMENT ON TABLE ledger.state IS 'Size and root of the log: the fence between sequencers.';
INSERT INTO ledger.state (size, root) VALUES (0, sha256(''));
GRANT SELECT ON ledger.state TO chengming_app, chengming_signer;
GRANT SELECT, UPDATE ON ledger.state TO chengming_sequencer;

CREATE TABLE ledger.checkpoint (
  size bigint CONSTRAINT checkpoint_pk PRIMARY KEY,
  root bytea NOT NULL,
  note text NOT NULL,
  at timestamptz NOT NULL,
  exposed boolean NOT NULL DEFAULT false,
  witnesses smallint NOT NULL DEFAULT 0,
  wanted smallint NOT NULL DEFAULT 0
);
COMMENT ON TABLE ledger.checkpoint IS 'Signed checkpoints; exposed ones are what the public sees. The note grows by cosignatures only.';
GRANT SELECT ON ledger.checkpoint TO chengming_app, chengming_sequencer;
GRANT SELECT, INSERT, UPDATE (note, exposed, witnesses, wanted) ON ledger.checkpoint TO chengming_signer;
CREATE INDEX checkpoint_exposed ON ledger.checkpoint (size) WHERE exposed;
CREATE FUNCTION checkpoint_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR (OLD.exposed AND NOT NEW.exposed) OR NOT starts_with(NEW.note, OLD.note) THEN
    RAISE EXCEPTION 'a checkpoint only gains cosignatures' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER checkpoint_growth BEFORE UPDATE OR DELETE ON ledger.checkpoint FOR EACH ROW EXECUTE FUNCTION checkpoint_only_grows();

CREATE TABLE ledger.standstill (
  one boolean CONSTRAINT standstill_pk PRIMARY KEY DEFAULT true CONSTRAINT standstill_one CHECK (one),
  reason text,
  since timestamptz,
  CONSTRAINT standstill_both CHECK (num_nulls(reason, since) IN (0, 2))
);
COMMENT ON TABLE ledger.standstill IS 'Why the signer exposes nothing, for the portal and for alarms; empty while it works.';
INSERT INTO ledger.standstill DEFAULT VALUES;
GRANT SELECT ON ledger.standstill TO chengming_app;
GRANT SELECT, UPDATE ON ledger.standstill TO chengming_signer;

GRANT UPDATE ON publication_epoch TO chengming_signer;
GRANT SELECT ON publication_epoch TO chengming_signer;
