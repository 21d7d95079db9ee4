-- Approved departures from the published flow (C5): proposed by one person, decided by another, then carried out on record.
CREATE TABLE procedure_proposal (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT procedure_proposal_kind CHECK (kind IN ('jump', 'move')),
  ground text,
  law text,
  article text,
  reason text NOT NULL,
  from_node text,
  to_node text,
  case_version integer,
  flow_version_id uuid,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'proposed' CONSTRAINT procedure_proposal_state CHECK (state IN ('proposed', 'approved', 'refused')),
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  CONSTRAINT procedure_proposal_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT procedure_proposal_flow FOREIGN KEY (agency_id, flow_version_id) REFERENCES flow_version (agency_id, id),
  CONSTRAINT procedure_proposal_jump CHECK (kind <> 'jump' OR (ground IS NOT NULL AND from_node IS NOT NULL AND to_node IS NOT NULL AND case_version IS NOT NULL)),
  CONSTRAINT procedure_proposal_move CHECK (kind <> 'move' OR (law IS NOT NULL AND article IS NOT NULL AND flow_version_id IS NOT NULL)),
  CONSTRAINT procedure_proposal_decided CHECK ((state = 'proposed') = (decided_by IS NULL AND decided_at IS NULL)),
  CONSTRAINT procedure_proposal_two_persons CHECK (decided_by <> proposed_by)
);
COMMENT ON TABLE procedure_proposal IS 'Proposals to let cases depart from their flow: a jump within it, or a move to a later version because the law changed.';
CREATE INDEX procedure_proposal_open ON procedure_proposal (agency_id, proposed_at DESC, id DESC);
GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, decision_reason) ON procedure_proposal TO chengming_app;

CREATE TABLE procedure_proposal_case (
  agency_id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  case_id uuid NOT NULL,
  open boolean NOT NULL DEFAULT true,
  CONSTRAINT procedure_proposal_case_pk PRIMARY KEY (agency_id, proposal_id, case_id),
  CONSTRAINT procedure_proposal_case_proposal FOREIGN KEY (agency_id, proposal_id) REFERENCES procedure_proposal (agency_id, id),
  CONSTRAINT procedure_proposal_case_case FOREIGN KEY (agency_id, case_id) REFERENCES case_file (agency_id, id)
);
COMMENT ON TABLE procedure_proposal_case IS 'The cases a proposal names, each of them; a case waits for one proposal at a time.';
CREATE UNIQUE INDEX procedure_proposal_case_one_open ON procedure_proposal_case (agency_id, case_id) WHERE open;
GRANT SELECT, INSERT, UPDATE (open) ON procedure_proposal_case TO chengming_app;

CREATE TABLE case_deviation (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  at timestamptz NOT NULL,
  detail jsonb NOT NULL,
  CONSTRAINT case_deviation_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT case_deviation_once UNIQUE (agency_id, proposal_id, case_id),
  CONSTRAINT case_deviation_proposal FOREIGN KEY (agency_id, proposal_id, case_id) REFERENCES procedure_proposal_case (agency_id, proposal_id, case_id)
);
COMMENT ON TABLE case_deviation IS 'Departures that were carried out, case by case. Append-only.';
CREATE INDEX case_deviation_of_case ON case_deviation (agency_id, case_id, at);
GRANT SELECT, INSERT ON case_deviation TO chengming_app;
CREATE TRIGGER case_deviation_append_only BEFORE UPDATE OR DELETE ON case_deviation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_deviation_no_truncate BEFORE TRUNCATE ON case_deviation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE case_step DROP CONSTRAINT case_step_ended;
ALTER TABLE case_step ADD CONSTRAINT case_step_ended CHECK (ended IN ('done', 'timer', 'message', 'case-ended', 'deviated'));
