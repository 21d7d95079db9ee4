-- General flows of a category (C2): a draft is discarded, and a published flow is ended by a version that goes the whole way.
ALTER TABLE category_flow_version ADD COLUMN ends boolean NOT NULL DEFAULT false;
ALTER TABLE category_flow_version ADD COLUMN discarded_at timestamptz;
ALTER TABLE category_flow_version DROP CONSTRAINT category_flow_version_drawn;
ALTER TABLE category_flow_version ADD CONSTRAINT category_flow_version_drawn CHECK (state <> 'published' OR (flow_version_id IS NOT NULL) <> ends);
ALTER TABLE category_flow_version ADD CONSTRAINT category_flow_version_ends CHECK (NOT ends OR (flow_version_id IS NULL AND base_version_id IS NOT NULL));
ALTER TABLE category_flow_version ADD CONSTRAINT category_flow_version_discarded CHECK (discarded_at IS NULL OR state = 'draft');
COMMENT ON COLUMN category_flow_version.ends IS 'This version has no drawing: it ends the flow from the day it takes effect.';
COMMENT ON COLUMN category_flow_version.discarded_at IS 'When whoever drafts gave it up; nothing is done to it any more, and who did it is in the journal.';
DROP INDEX category_flow_version_one_open;
CREATE UNIQUE INDEX category_flow_version_one_open ON category_flow_version (agency_id, code) WHERE state <> 'published' AND discarded_at IS NULL;
CREATE FUNCTION discarded_version_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a discarded version is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER category_flow_version_discarded BEFORE UPDATE ON category_flow_version FOR EACH ROW
  WHEN (OLD.discarded_at IS NOT NULL) EXECUTE FUNCTION discarded_version_is_final();

CREATE TABLE flow_ending (
  agency_id uuid NOT NULL,
  flow_id uuid NOT NULL,
  ends_on date NOT NULL,
  reason text NOT NULL CONSTRAINT flow_ending_reason CHECK (reason <> ''),
  rid text NOT NULL,
  rev integer NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT flow_ending_pk PRIMARY KEY (agency_id, flow_id),
  CONSTRAINT flow_ending_flow FOREIGN KEY (agency_id, flow_id) REFERENCES flow (agency_id, id)
);
COMMENT ON TABLE flow_ending IS 'Published flows that ended, from which day and why; rid and rev are the ledger revision that says so.';
GRANT SELECT, INSERT ON flow_ending TO chengming_app;
CREATE FUNCTION flow_ending_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ending of a flow is never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER flow_ending_final BEFORE UPDATE OR DELETE ON flow_ending FOR EACH ROW EXECUTE FUNCTION flow_ending_is_final();
