-- General flows of a category of powers 分类权力通用流程 (C2): drafted, signed and published like a version of a power or of a rule.
CREATE TABLE category_flow_version (
  agency_id uuid NOT NULL CONSTRAINT category_flow_version_agency REFERENCES agency,
  id uuid NOT NULL,
  code text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  office_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT category_flow_version_state CHECK (state IN ('draft', 'signed', 'countersigned', 'returned', 'passed', 'published')),
  reason text NOT NULL DEFAULT '',
  base_version_id uuid,
  flow_version_id uuid,
  planned_from date,
  effective_from date,
  published_at timestamptz,
  drafters uuid[] NOT NULL,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT category_flow_version_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT category_flow_version_office FOREIGN KEY (agency_id, office_id) REFERENCES office (agency_id, id),
  CONSTRAINT category_flow_version_base FOREIGN KEY (agency_id, base_version_id) REFERENCES flow_version (agency_id, id),
  CONSTRAINT category_flow_version_flow FOREIGN KEY (agency_id, flow_version_id) REFERENCES flow_version (agency_id, id),
  CONSTRAINT category_flow_version_flow_unique UNIQUE (agency_id, flow_version_id),
  CONSTRAINT category_flow_version_published CHECK ((state = 'published') = (published_at IS NOT NULL AND effective_from IS NOT NULL)),
  CONSTRAINT category_flow_version_drawn CHECK (state <> 'published' OR flow_version_id IS NOT NULL)
);
COMMENT ON TABLE category_flow_version IS 'Versions of the general flow of a category of powers on their way to approval; a published one is never changed. Its number is that of its flow_version.';
COMMENT ON COLUMN category_flow_version.code IS 'Id of the process: the flow that a version belongs to once it is submitted.';
COMMENT ON COLUMN category_flow_version.base_version_id IS 'The published version it began from; null when it began from the template of its kind.';
COMMENT ON COLUMN category_flow_version.flow_version_id IS 'The drawing as it was submitted: what is signed and published.';
COMMENT ON COLUMN category_flow_version.planned_from IS 'Day in force as drafted and signed; without one it is the day of publication.';
COMMENT ON COLUMN category_flow_version.drafters IS 'Everybody who drew or wrote in this version; none of them reviews it.';
CREATE UNIQUE INDEX category_flow_version_one_open ON category_flow_version (agency_id, code) WHERE state <> 'published';
GRANT SELECT, INSERT, UPDATE ON category_flow_version TO chengming_app;
CREATE TRIGGER category_flow_version_final BEFORE UPDATE OR DELETE ON category_flow_version FOR EACH ROW EXECUTE FUNCTION published_version_is_final();

CREATE TABLE category_flow_approval (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  act text NOT NULL CONSTRAINT category_flow_approval_act CHECK (act IN ('sign', 'countersign', 'return', 'pass', 'resolve', 'publish')),
  person_id uuid NOT NULL,
  post_name text NOT NULL,
  digest bytea NOT NULL,
  reason text NOT NULL DEFAULT '',
  voided boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL,
  CONSTRAINT category_flow_approval_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT category_flow_approval_version FOREIGN KEY (agency_id, version_id) REFERENCES category_flow_version (agency_id, id)
);
COMMENT ON TABLE category_flow_approval IS 'Signatures, reviews and resolutions over the digest of a category flow version; an edit voids them and they stay on record.';
CREATE INDEX category_flow_approval_of_version ON category_flow_approval (agency_id, version_id, at);
GRANT SELECT, INSERT, UPDATE (voided) ON category_flow_approval TO chengming_app;

-- A drawing hangs on what it is drawn for: a version of a power, or of a category flow.
ALTER TABLE flow_draft ADD COLUMN power_version_id uuid;
ALTER TABLE flow_draft ADD COLUMN category_flow_version_id uuid;
UPDATE flow_draft SET power_version_id = subject_id;
ALTER TABLE flow_draft DROP COLUMN subject_id;
ALTER TABLE flow_draft ADD CONSTRAINT flow_draft_owner CHECK (num_nonnulls(power_version_id, category_flow_version_id) = 1);
ALTER TABLE flow_draft ADD CONSTRAINT flow_draft_power_version FOREIGN KEY (agency_id, power_version_id) REFERENCES power_version (agency_id, id);
ALTER TABLE flow_draft ADD CONSTRAINT flow_draft_category_flow FOREIGN KEY (agency_id, category_flow_version_id) REFERENCES category_flow_version (agency_id, id);
ALTER TABLE flow_draft ADD CONSTRAINT flow_draft_of_power UNIQUE (agency_id, power_version_id);
ALTER TABLE flow_draft ADD CONSTRAINT flow_draft_of_category UNIQUE (agency_id, category_flow_version_id);
ALTER TABLE flow_draft ADD COLUMN drawn_by uuid[] NOT NULL DEFAULT '{}';
UPDATE flow_draft SET drawn_by = ARRAY[edited_by::uuid] WHERE edited_by ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
GRANT UPDATE (drawn_by) ON flow_draft TO chengming_app;
COMMENT ON COLUMN flow_draft.drawn_by IS 'Everybody who drew in it: where drafters do not review, none of them does.';
COMMENT ON COLUMN flow_draft.power_version_id IS 'The version of a power whose flow is drawn; this or category_flow_version_id.';
COMMENT ON COLUMN flow_draft.terms IS 'What the drawing is checked against, as it was when it was last opened: type and limits of the power, or the kind of the category.';

-- A resolution is one of the approvals a category flow may need (A4).
ALTER TABLE agenda_item DROP CONSTRAINT agenda_item_subject_type;
ALTER TABLE agenda_item ADD CONSTRAINT agenda_item_subject_type CHECK (subject_type IN ('power.version', 'rule.version', 'category-flow.version', 'matter'));
ALTER TABLE approval_route DROP CONSTRAINT approval_route_kind;
ALTER TABLE approval_route ADD CONSTRAINT approval_route_kind CHECK (kind IN ('power.version', 'rule.version', 'category-flow.version'));
ALTER TABLE approval_route_change DROP CONSTRAINT approval_route_change_kind;
ALTER TABLE approval_route_change ADD CONSTRAINT approval_route_change_kind CHECK (kind IN ('power.version', 'rule.version', 'category-flow.version'));
