-- Flows as published programs (DESIGN §5 Flows). A version is the exact bytes a person approved, with what they compile
-- to; it is never changed. Publication is a row of its own, so that nothing about a version is ever updated.
CREATE TABLE flow (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL CONSTRAINT flow_code CHECK (code ~ '^[A-Za-z_][A-Za-z0-9_.-]{0,79}$'),
  name text NOT NULL,
  kind text NOT NULL,
  power_code text,
  created_at timestamptz NOT NULL,
  CONSTRAINT flow_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT flow_code_unique UNIQUE (agency_id, code)
);
COMMENT ON TABLE flow IS 'A flow chart with an identity: of one power (power_code), or of a category of powers (类别流程图).';
COMMENT ON COLUMN flow.code IS 'Id of the BPMN process; call activities name it with a version.';
CREATE INDEX flow_power ON flow (power_code) WHERE power_code IS NOT NULL;
GRANT SELECT, INSERT, UPDATE (name, power_code) ON flow TO chengming_app;

CREATE TABLE flow_version (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  flow_id uuid NOT NULL,
  rid text NOT NULL CONSTRAINT flow_version_rid CHECK (rid ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  bytes bytea NOT NULL,
  sha256 text NOT NULL CONSTRAINT flow_version_sha256 CHECK (sha256 = encode(sha256(bytes), 'hex')),
  "table" jsonb NOT NULL,
  diagram jsonb NOT NULL,
  terms jsonb,
  submitted_by text NOT NULL,
  submitted_at timestamptz NOT NULL,
  CONSTRAINT flow_version_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT flow_version_rid_unique UNIQUE (agency_id, rid),
  CONSTRAINT flow_version_bytes_unique UNIQUE (agency_id, flow_id, sha256),
  CONSTRAINT flow_version_flow FOREIGN KEY (agency_id, flow_id) REFERENCES flow
);
COMMENT ON TABLE flow_version IS 'A flow that passed every check, as submitted. The same bytes are one version. Append-only.';
COMMENT ON COLUMN flow_version.terms IS 'Type and limits of the power that the version was checked against; null for a category flow.';
GRANT SELECT, INSERT ON flow_version TO chengming_app;
CREATE TRIGGER flow_version_append_only BEFORE UPDATE OR DELETE ON flow_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER flow_version_no_truncate BEFORE TRUNCATE ON flow_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE flow_publication (
  agency_id uuid NOT NULL,
  flow_id uuid NOT NULL,
  n integer NOT NULL CONSTRAINT flow_publication_n CHECK (n > 0),
  flow_version_id uuid NOT NULL,
  published_at timestamptz NOT NULL,
  CONSTRAINT flow_publication_pk PRIMARY KEY (agency_id, flow_id, n),
  CONSTRAINT flow_publication_once UNIQUE (agency_id, flow_version_id),
  CONSTRAINT flow_publication_flow FOREIGN KEY (agency_id, flow_id) REFERENCES flow,
  CONSTRAINT flow_publication_version FOREIGN KEY (agency_id, flow_version_id) REFERENCES flow_version
);
COMMENT ON TABLE flow_publication IS 'Version numbers of published flows, without gaps. Append-only.';
GRANT SELECT, INSERT ON flow_publication TO chengming_app;
CREATE TRIGGER flow_publication_append_only BEFORE UPDATE OR DELETE ON flow_publication FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER flow_publication_no_truncate BEFORE TRUNCATE ON flow_publication FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
