-- Every change of state writes one row here in the same transaction (DESIGN §5). Rows carry ids, never names, and no
-- index: a batcher numbers them afterwards, so that writers do not wait for each other.
CREATE SCHEMA journal;
GRANT USAGE ON SCHEMA journal TO chengming_app, chengming_sequencer;

CREATE TABLE journal.row (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CONSTRAINT journal_row_actor_kind CHECK (actor_kind IN ('person', 'party', 'system', 'client')),
  actor_id text NOT NULL,
  post_id uuid,
  on_behalf_of text,
  action text NOT NULL CONSTRAINT journal_row_action CHECK (action ~ '^[a-z-]+/[a-z-]+$'),
  subject_type text NOT NULL,
  subject_rid text NOT NULL,
  before_digest bytea CONSTRAINT journal_row_before CHECK (octet_length(before_digest) = 32),
  after_digest bytea CONSTRAINT journal_row_after CHECK (octet_length(after_digest) = 32),
  commitment bytea CONSTRAINT journal_row_commitment CHECK (octet_length(commitment) = 32),
  request_id text NOT NULL,
  note text CONSTRAINT journal_row_note CHECK (note ~ '^[a-z0-9-]+(/[a-z0-9-]+)?$'),
  entry bytea NOT NULL,
  CONSTRAINT journal_row_pk PRIMARY KEY (agency_id, id)
);
COMMENT ON TABLE journal.row IS 'One row per change of state: who, what, when, digests before and after. Append-only.';
COMMENT ON COLUMN journal.row.entry IS 'What the leaf hash covers: time, commitment and a digest of all other columns.';
CREATE INDEX journal_row_subject ON journal.row (subject_rid, at);
GRANT SELECT, INSERT ON journal.row TO chengming_app;
GRANT SELECT ON journal.row TO chengming_sequencer;
CREATE TRIGGER journal_row_append_only BEFORE UPDATE OR DELETE ON journal.row FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_row_no_truncate BEFORE TRUNCATE ON journal.row FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Rows waiting for their number; the sequencer takes them from here, so that its cost is what is new.
CREATE TABLE journal.queue (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  CONSTRAINT journal_queue_pk PRIMARY KEY (agency_id, id)
);
COMMENT ON TABLE journal.queue IS 'Journal rows that have no index yet.';
GRANT INSERT, SELECT ON journal.queue TO chengming_app;
GRANT SELECT, DELETE ON journal.queue TO chengming_sequencer;

CREATE TABLE journal.numbered (
  idx bigint CONSTRAINT journal_numbered_pk PRIMARY KEY,
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  leaf_hash bytea NOT NULL CONSTRAINT journal_numbered_hash CHECK (octet_length(leaf_hash) = 32),
  CONSTRAINT journal_numbered_row UNIQUE (agency_id, id)
);
COMMENT ON TABLE journal.numbered IS 'Index of each journal row in the journal tree, given by the batcher.';
GRANT SELECT ON journal.numbered TO chengming_app;
GRANT SELECT, INSERT ON journal.numbered TO chengming_sequencer;
CREATE TRIGGER journal_numbered_append_only BEFORE UPDATE OR DELETE ON journal.numbered FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE journal.tile (
  level smallint NOT NULL,
  n bigint NOT NULL,
  width smallint NOT NULL CONSTRAINT journal_tile_width CHECK (width BETWEEN 1 AND 256),
  data bytea NOT NULL,
  CONSTRAINT journal_tile_pk PRIMARY KEY (level, n),
  CONSTRAINT journal_tile_data CHECK (octet_length(data) = 32 * width)
);
ALTER TABLE journal.tile ALTER COLUMN data SET STORAGE EXTERNAL;
COMMENT ON TABLE journal.tile IS 'Tiles of the journal tree; a tile only grows and keeps its prefix.';
GRANT SELECT ON journal.tile TO chengming_app;
GRANT SELECT, INSERT, UPDATE ON journal.tile TO chengming_sequencer;

CREATE FUNCTION tile_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR NEW.level <> OLD.level OR NEW.n <> OLD.n OR NEW.width < OLD.width
     OR substring(NEW.data FROM 1 FOR octet_length(OLD.data)) <> OLD.data THEN
    RAISE EXCEPTION 'a tile only grows and keeps its prefix' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_tile_only_grows BEFORE UPDATE OR DELETE ON journal.tile FOR EACH ROW EXECUTE FUNCTION tile_only_grows();

CREATE TABLE journal.state (
  one boolean CONSTRAINT journal_state_pk PRIMARY KEY DEFAULT true CONSTRAINT journal_state_one CHECK (one),
  size bigint NOT NULL,
  root bytea NOT NULL CONSTRAINT journal_state_root CHECK (octet_length(root) = 32)
);
COMMENT ON TABLE journal.state IS 'Size and root of the journal tree: the fence between sequencers.';
INSERT INTO journal.state (size, root) VALUES (0, sha256(''));
GRANT SELECT ON journal.state TO chengming_app;
GRANT SELECT, UPDATE ON journal.state TO chengming_sequencer;

CREATE TABLE journal.anchor (
  at timestamptz CONSTRAINT journal_anchor_pk PRIMARY KEY,
  size bigint NOT NULL,
  root bytea NOT NULL,
  rid text NOT NULL,
  rev integer NOT NULL
);
CREATE INDEX journal_anchor_size ON journal.anchor (size, at);
COMMENT ON TABLE journal.anchor IS 'Which public leaf carries which journal root; the size stays inside (DECISIONS §3).';
GRANT SELECT, INSERT ON journal.anchor TO chengming_app;
CREATE TRIGGER journal_anchor_append_only BEFORE UPDATE OR DELETE ON journal.anchor FOR EACH ROW EXECUTE FUNCTION refuse_change();
