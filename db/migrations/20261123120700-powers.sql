-- Power items and their numbered, immutable versions (requirements B2–B6, B11).
CREATE TABLE power_item (
  agency_id uuid NOT NULL CONSTRAINT power_item_agency REFERENCES agency,
  id uuid NOT NULL,
  code text CONSTRAINT power_item_code_unique UNIQUE,
  import_key text,
  created_at timestamptz NOT NULL,
  CONSTRAINT power_item_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT power_item_import_key_unique UNIQUE (agency_id, import_key)
);
COMMENT ON TABLE power_item IS 'Identity of a power; its public code is unique in the instance (DECISIONS §6). Codes are exempt from the agency key: they are assigned nationally.';
GRANT SELECT, INSERT, UPDATE (code) ON power_item TO chengming_app;

CREATE TABLE power_alias (
  code text CONSTRAINT power_alias_pk PRIMARY KEY,
  agency_id uuid NOT NULL,
  power_id uuid NOT NULL,
  CONSTRAINT power_alias_power FOREIGN KEY (agency_id, power_id) REFERENCES power_item (agency_id, id)
);
COMMENT ON TABLE power_alias IS 'Old codes; their addresses answer with 301.';
GRANT SELECT, INSERT ON power_alias TO chengming_app;

CREATE TABLE power_version (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  power_id uuid NOT NULL,
  rid text NOT NULL CONSTRAINT power_version_rid CHECK (rid ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  n integer CONSTRAINT power_version_n CHECK (n > 0),
  state text NOT NULL CONSTRAINT power_version_state CHECK (state IN ('draft', 'signed', 'countersigned', 'returned', 'passed', 'published')),
  status text NOT NULL DEFAULT 'in-force' CONSTRAINT power_version_status CHECK (status IN ('in-force', 'transferred', 'cancelled')),
  name text NOT NULL,
  type_code text NOT NULL,
  office_id uuid,
  content jsonb NOT NULL,
  findings jsonb NOT NULL DEFAULT '[]',
  reason text NOT NULL DEFAULT '',
  change_basis text NOT NULL DEFAULT '',
  commitment_class text NOT NULL CONSTRAINT power_version_class CHECK (commitment_class IN ('OPEN', 'SEALED', 'NONE')),
  flow_version_id uuid,
  effective_from date,
  published_at timestamptz,
  search tsvector,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT power_version_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT power_version_power FOREIGN KEY (agency_id, power_id) REFERENCES power_item (agency_id, id),
  CONSTRAINT power_version_office FOREIGN KEY (agency_id, office_id) REFERENCES office (agency_id, id),
  CONSTRAINT power_version_flow FOREIGN KEY (agency_id, flow_version_id) REFERENCES flow_version (agency_id, id),
  CONSTRAINT power_version_n_unique UNIQUE (agency_id, power_id, n),
  CONSTRAINT power_version_published CHECK ((state = 'published') = (n IS NOT NULL AND published_at IS NOT NULL AND effective_from IS NOT NULL))
);
COMMENT ON TABLE power_version IS 'Versions of powers; a published one is never changed. findings: what an import had to say.';
CREATE UNIQUE INDEX power_version_one_open ON power_version (agency_id, power_id) WHERE state <> 'published';
CREATE INDEX power_version_list ON power_version (type_code, name, id) WHERE state = 'published';
CREATE INDEX power_version_work ON power_version (agency_id, state, updated_at) WHERE state <> 'published';
CREATE INDEX power_version_search ON power_version USING gin (search) WHERE state = 'published';
CREATE INDEX power_version_rid ON power_version (rid);
GRANT SELECT, INSERT, UPDATE ON power_version TO chengming_app;
CREATE FUNCTION published_version_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.state = 'published' THEN
    RAISE EXCEPTION 'a version is never deleted, and a published one never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER power_version_final BEFORE UPDATE OR DELETE ON power_version FOR EACH ROW EXECUTE FUNCTION published_version_is_final();

CREATE TABLE power_approval (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  act text NOT NULL CONSTRAINT power_approval_act CHECK (act IN ('sign', 'countersign', 'return', 'pass', 'publish')),
  person_id uuid NOT NULL,
  post_name text NOT NULL,
  digest bytea NOT NULL,
  reason text NOT NULL DEFAULT '',
  voided boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL,
  CONSTRAINT power_approval_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT power_approval_version FOREIGN KEY (agency_id, version_id) REFERENCES power_version (agency_id, id)
);
COMMENT ON TABLE power_approval IS 'Signatures and reviews over the digest of what was signed; an edit voids them and they stay on record.';
CREATE INDEX power_approval_of_version ON power_approval (agency_id, version_id, at);
GRANT SELECT, INSERT, UPDATE (voided) ON power_approval TO chengming_app;

CREATE TABLE power_in_force (
  agency_id uuid NOT NULL,
  power_id uuid NOT NULL,
  version_id uuid NOT NULL,
  type_code text NOT NULL,
  name text NOT NULL,
  status text NOT NULL,
  CONSTRAINT power_in_force_pk PRIMARY KEY (agency_id, power_id),
  CONSTRAINT power_in_force_version FOREIGN KEY (agency_id, version_id) REFERENCES power_version (agency_id, id)
);
COMMENT ON TABLE power_in_force IS 'Read model of the list: the newest published version of each power.';
CREATE INDEX power_in_force_list ON power_in_force (type_code, name, power_id);
GRANT SELECT, INSERT, UPDATE ON power_in_force TO chengming_app;

CREATE TABLE power_count (
  agency_id uuid NOT NULL,
  type_code text NOT NULL,
  n integer NOT NULL,
  CONSTRAINT power_count_pk PRIMARY KEY (agency_id, type_code)
);
COMMENT ON TABLE power_count IS 'Published powers by agency and type, counted when they change and never on the request path.';
GRANT SELECT, INSERT, UPDATE ON power_count TO chengming_app;
