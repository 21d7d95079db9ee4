-- Flows while they are drawn (C6): one drawing per subject, e.g. the version of a power, with an optimistic version.
CREATE TABLE flow_draft (
  agency_id uuid NOT NULL CONSTRAINT flow_draft_agency REFERENCES agency,
  id uuid NOT NULL,
  subject_id uuid NOT NULL,
  office_id uuid,
  power_code text,
  terms jsonb NOT NULL,
  base_version_id uuid,
  bpmn text NOT NULL CONSTRAINT flow_draft_size CHECK (octet_length(bpmn) <= 2000000),
  edited_by text NOT NULL,
  edited_at timestamptz NOT NULL,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT flow_draft_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT flow_draft_subject UNIQUE (agency_id, subject_id),
  CONSTRAINT flow_draft_office FOREIGN KEY (agency_id, office_id) REFERENCES office (agency_id, id),
  CONSTRAINT flow_draft_base FOREIGN KEY (agency_id, base_version_id) REFERENCES flow_version (agency_id, id)
);
COMMENT ON TABLE flow_draft IS 'A flow that is being drawn. It may be unfinished or unlawful; what is submitted becomes a flow_version.';
COMMENT ON COLUMN flow_draft.subject_id IS 'What the flow is drawn for; today the version of a power.';
COMMENT ON COLUMN flow_draft.terms IS 'Type and limits of the power the drawing is checked against, as they were when it was last opened.';
COMMENT ON COLUMN flow_draft.base_version_id IS 'The version it began from, with which it is compared; null when it began from a template.';
GRANT SELECT, INSERT, UPDATE (office_id, power_code, terms, bpmn, edited_by, edited_at, row_version) ON flow_draft TO chengming_app;
