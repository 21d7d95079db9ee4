-- Rules of daily management 制度文本 (B10): the agency's own rules, their versions, who put their name to them, what they govern.
CREATE TABLE rule (
  agency_id uuid NOT NULL CONSTRAINT rule_agency REFERENCES agency,
  id uuid NOT NULL,
  import_key text,
  created_at timestamptz NOT NULL,
  CONSTRAINT rule_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT rule_id_unique UNIQUE (id),
  CONSTRAINT rule_import_key_unique UNIQUE (agency_id, import_key)
);
COMMENT ON TABLE rule IS 'Identity of a rule; its public address is its id, unique in the instance.';
GRANT SELECT, INSERT ON rule TO chengming_app;

CREATE TABLE rule_version (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  rule_id uuid NOT NULL,
  rid text NOT NULL CONSTRAINT rule_version_rid CHECK (rid ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  n integer CONSTRAINT rule_version_n CHECK (n > 0),
  state text NOT NULL CONSTRAINT rule_version_state CHECK (state IN ('draft', 'signed', 'countersigned', 'returned', 'passed', 'published')),
  status text NOT NULL CONSTRAINT rule_version_status CHECK (status IN ('in-force', 'repealed')),
  title text NOT NULL,
  kind text NOT NULL,
  document_number text,
  office_id uuid NOT NULL,
  content jsonb NOT NULL,
  reason text NOT NULL DEFAULT '',
  planned_from date,
  effective_from date,
  published_at timestamptz,
  search tsvector,
  drafters uuid[] NOT NULL,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT rule_version_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT rule_version_rule FOREIGN KEY (agency_id, rule_id) REFERENCES rule (agency_id, id),
  CONSTRAINT rule_version_office FOREIGN KEY (agency_id, office_id) REFERENCES office (agency_id, id),
  CONSTRAINT rule_version_n_unique UNIQUE (agency_id, rule_id, n),
  CONSTRAINT rule_version_published CHECK ((state = 'published') = (n IS NOT NULL AND published_at IS NOT NULL AND effective_from IS NOT NULL))
);
COMMENT ON TABLE rule_version IS 'Versions of rules; a published one is never changed. A version of status repealed ends the rule.';
COMMENT ON COLUMN rule_version.planned_from IS 'Day in force as drafted and signed; without one it is the day of publication.';
COMMENT ON COLUMN rule_version.drafters IS 'Everybody who wrote in this version; none of them reviews it.';
CREATE UNIQUE INDEX rule_version_one_open ON rule_version (agency_id, rule_id) WHERE state <> 'published';
CREATE INDEX rule_version_work ON rule_version (agency_id, updated_at DESC, id DESC) WHERE state <> 'published';
CREATE INDEX rule_version_list ON rule_version (title, id) WHERE state = 'published';
CREATE INDEX rule_version_number ON rule_version (agency_id, document_number) WHERE state = 'published';
CREATE INDEX rule_version_search ON rule_version USING gin (search) WHERE state = 'published';
CREATE INDEX rule_version_record ON rule_version (rid);
GRANT SELECT, INSERT, UPDATE ON rule_version TO chengming_app;
CREATE TRIGGER rule_version_final BEFORE UPDATE OR DELETE ON rule_version FOR EACH ROW EXECUTE FUNCTION published_version_is_final();

CREATE TABLE rule_approval (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  act text NOT NULL CONSTRAINT rule_approval_act CHECK (act IN ('sign', 'countersign', 'return', 'pass', 'resolve', 'publish')),
  person_id uuid NOT NULL,
  post_name text NOT NULL,
  digest bytea NOT NULL,
  reason text NOT NULL DEFAULT '',
  voided boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL,
  CONSTRAINT rule_approval_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT rule_approval_version FOREIGN KEY (agency_id, version_id) REFERENCES rule_version (agency_id, id)
);
COMMENT ON TABLE rule_approval IS 'Signatures, reviews and resolutions over the digest of a rule version; an edit voids them and they stay on record.';
CREATE INDEX rule_approval_of_version ON rule_approval (agency_id, version_id, at);
GRANT SELECT, INSERT, UPDATE (voided) ON rule_approval TO chengming_app;

CREATE TABLE rule_governs (
  agency_id uuid NOT NULL,
  version_id uuid NOT NULL,
  power_id uuid NOT NULL,
  CONSTRAINT rule_governs_pk PRIMARY KEY (agency_id, version_id, power_id),
  CONSTRAINT rule_governs_version FOREIGN KEY (agency_id, version_id) REFERENCES rule_version (agency_id, id),
  CONSTRAINT rule_governs_power FOREIGN KEY (agency_id, power_id) REFERENCES power_item (agency_id, id)
);
COMMENT ON TABLE rule_governs IS 'Which powers a published rule version governs; which steps of their flows stands in its content. Append-only.';
CREATE INDEX rule_governs_power_idx ON rule_governs (agency_id, power_id);
GRANT SELECT, INSERT ON rule_governs TO chengming_app;
CREATE TRIGGER rule_governs_append_only BEFORE UPDATE OR DELETE ON rule_governs FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A resolution is one of the approvals a rule may need (A4).
ALTER TABLE agenda_item DROP CONSTRAINT agenda_item_subject_type;
ALTER TABLE agenda_item ADD CONSTRAINT agenda_item_subject_type CHECK (subject_type IN ('power.version', 'rule.version', 'matter'));
ALTER TABLE approval_route DROP CONSTRAINT approval_route_kind;
ALTER TABLE approval_route ADD CONSTRAINT approval_route_kind CHECK (kind IN ('power.version', 'rule.version'));
