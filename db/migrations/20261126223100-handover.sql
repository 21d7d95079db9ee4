-- A body on this platform that is to receive a power is asked first, and answers by name (B5).
CREATE TABLE clarification_handover (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  finding_id uuid NOT NULL,
  receiver_id uuid NOT NULL CONSTRAINT clarification_handover_receiver REFERENCES agency,
  version_id uuid NOT NULL,
  text text NOT NULL CONSTRAINT clarification_handover_text CHECK (text <> ''),
  asked_by uuid NOT NULL,
  asked_post text NOT NULL,
  asked_at timestamptz NOT NULL,
  answer text CONSTRAINT clarification_handover_answer CHECK (answer IN ('agreed', 'refused')),
  reason text,
  answered_by uuid,
  answered_post text,
  answered_at timestamptz,
  CONSTRAINT clarification_handover_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT clarification_handover_finding FOREIGN KEY (agency_id, finding_id) REFERENCES clarification_finding (agency_id, id),
  CONSTRAINT clarification_handover_version FOREIGN KEY (agency_id, version_id) REFERENCES power_version (agency_id, id),
  CONSTRAINT clarification_handover_other CHECK (receiver_id <> agency_id),
  CONSTRAINT clarification_handover_answered CHECK (num_nonnulls(answer, reason, answered_by, answered_post, answered_at) IN (0, 5)),
  CONSTRAINT clarification_handover_reason CHECK (answer <> 'refused' OR reason <> '')
);
COMMENT ON TABLE clarification_handover IS 'A body asked whether it takes a power over, in the version named, and what it answered, at which post. An answer is never changed.';
CREATE UNIQUE INDEX clarification_handover_open ON clarification_handover (agency_id, finding_id, receiver_id) WHERE answer IS NULL;
CREATE INDEX clarification_handover_of_finding ON clarification_handover (agency_id, finding_id, asked_at);
CREATE INDEX clarification_handover_received ON clarification_handover (receiver_id, id DESC);
GRANT SELECT, INSERT, UPDATE (answer, reason, answered_by, answered_post, answered_at) ON clarification_handover TO chengming_app;
CREATE FUNCTION answered_handover_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.answer IS NOT NULL THEN
    RAISE EXCEPTION 'an answer about a handover is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clarification_handover_final BEFORE UPDATE OR DELETE ON clarification_handover FOR EACH ROW EXECUTE FUNCTION answered_handover_is_final();
