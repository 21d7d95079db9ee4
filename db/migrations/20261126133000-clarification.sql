-- Clarification 厘清 (B5) and periodic review (B6): what a comparison finds, what is said of it, what a person decides.
CREATE TABLE clarification_run (
  agency_id uuid NOT NULL CONSTRAINT clarification_run_agency REFERENCES agency,
  id uuid NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  done_at timestamptz,
  items integer,
  found integer,
  CONSTRAINT clarification_run_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT clarification_run_done CHECK ((done_at IS NULL) = (items IS NULL) AND (done_at IS NULL) = (found IS NULL))
);
COMMENT ON TABLE clarification_run IS 'Comparisons of a list that were asked for; found counts what was new.';
CREATE UNIQUE INDEX clarification_run_one ON clarification_run (agency_id) WHERE done_at IS NULL;
CREATE INDEX clarification_run_newest ON clarification_run (agency_id, asked_at DESC);
GRANT SELECT, INSERT, UPDATE (done_at, items, found) ON clarification_run TO chengming_app;

CREATE TABLE clarification_finding (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  key text NOT NULL,
  kind text NOT NULL CONSTRAINT clarification_finding_kind CHECK (kind IN ('beyond-authority', 'overlapping', 'unclear', 'not-performed', 'approval-without-basis', 'periodic-review')),
  rule text NOT NULL,
  power_id uuid NOT NULL,
  other_agency_id uuid,
  other_power_id uuid,
  evidence jsonb NOT NULL,
  state text NOT NULL DEFAULT 'open' CONSTRAINT clarification_finding_state CHECK (state IN ('open', 'decided', 'gone')),
  found_at timestamptz NOT NULL,
  decision text CONSTRAINT clarification_finding_decision CHECK (decision IN ('strengthen', 'cut-links', 'merge', 'transfer', 'cancel', 'keep')),
  reason text,
  basis text,
  receiver text,
  decided_by uuid,
  decided_at timestamptz,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT clarification_finding_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT clarification_finding_power FOREIGN KEY (agency_id, power_id) REFERENCES power_item (agency_id, id),
  CONSTRAINT clarification_finding_other FOREIGN KEY (other_agency_id, other_power_id) REFERENCES power_item (agency_id, id),
  CONSTRAINT clarification_finding_decided CHECK ((state = 'decided') = (decision IS NOT NULL) AND (state = 'decided') = (decided_at IS NOT NULL) AND (state = 'decided') = (reason IS NOT NULL))
);
COMMENT ON TABLE clarification_finding IS 'What comparisons found about powers; gone when it no longer holds, decided by a person and then final.';
CREATE UNIQUE INDEX clarification_finding_open ON clarification_finding (agency_id, key) WHERE state = 'open';
CREATE INDEX clarification_finding_key ON clarification_finding (agency_id, key, found_at DESC);
CREATE INDEX clarification_finding_list ON clarification_finding (agency_id, state, id DESC);
CREATE INDEX clarification_finding_kind_list ON clarification_finding (agency_id, state, kind, id DESC);
CREATE INDEX clarification_finding_of_power ON clarification_finding (agency_id, power_id);
GRANT SELECT, INSERT, UPDATE (state, evidence, decision, reason, basis, receiver, decided_by, decided_at, row_version) ON clarification_finding TO chengming_app;
CREATE FUNCTION decided_finding_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.state = 'decided' THEN
    RAISE EXCEPTION 'a decided finding is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clarification_finding_final BEFORE UPDATE OR DELETE ON clarification_finding FOR EACH ROW EXECUTE FUNCTION decided_finding_is_final();

CREATE TABLE clarification_note (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  finding_id uuid NOT NULL,
  form text NOT NULL CONSTRAINT clarification_note_form CHECK (form IN ('meeting', 'workshop', 'expert', 'opinion')),
  held_on date NOT NULL,
  participants text NOT NULL,
  text text NOT NULL,
  by_person uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT clarification_note_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT clarification_note_finding FOREIGN KEY (agency_id, finding_id) REFERENCES clarification_finding (agency_id, id)
);
COMMENT ON TABLE clarification_note IS 'Discussion on record of a finding: 座谈、研讨、论证、书面意见. Append-only.';
CREATE INDEX clarification_note_of_finding ON clarification_note (agency_id, finding_id, at);
GRANT SELECT, INSERT ON clarification_note TO chengming_app;
CREATE TRIGGER clarification_note_append_only BEFORE UPDATE OR DELETE ON clarification_note FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE clarification_adjustment (
  agency_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  version_id uuid NOT NULL,
  CONSTRAINT clarification_adjustment_pk PRIMARY KEY (agency_id, finding_id, version_id),
  CONSTRAINT clarification_adjustment_finding FOREIGN KEY (agency_id, finding_id) REFERENCES clarification_finding (agency_id, id),
  CONSTRAINT clarification_adjustment_version FOREIGN KEY (agency_id, version_id) REFERENCES power_version (agency_id, id)
);
COMMENT ON TABLE clarification_adjustment IS 'Adjustments by which a decision on a finding is carried out. Append-only.';
GRANT SELECT, INSERT ON clarification_adjustment TO chengming_app;
CREATE TRIGGER clarification_adjustment_append_only BEFORE UPDATE OR DELETE ON clarification_adjustment FOR EACH ROW EXECUTE FUNCTION refuse_change();
