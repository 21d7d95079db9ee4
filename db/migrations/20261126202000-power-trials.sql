-- Trial running 试运行 (requirement C5): a power version in force for a set time, and how that ended.
CREATE TABLE power_trial (
  agency_id uuid NOT NULL,
  version_id uuid NOT NULL,
  power_id uuid NOT NULL,
  since date NOT NULL,
  from_day date NOT NULL,
  until date NOT NULL,
  reason text NOT NULL CONSTRAINT power_trial_reason CHECK (reason <> ''),
  person_id uuid NOT NULL,
  post_name text NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT power_trial_pk PRIMARY KEY (agency_id, version_id),
  CONSTRAINT power_trial_version FOREIGN KEY (agency_id, version_id) REFERENCES power_version (agency_id, id),
  CONSTRAINT power_trial_power FOREIGN KEY (agency_id, power_id) REFERENCES power_item (agency_id, id),
  CONSTRAINT power_trial_days CHECK (since <= from_day AND from_day <= until)
);
COMMENT ON TABLE power_trial IS 'Versions published on trial, with who put them there and why; until is the last day, by which the trial must be decided.';
COMMENT ON COLUMN power_trial.since IS 'First day of the first of the trials that followed one another without a confirmation: the longest time counts from here.';
CREATE INDEX power_trial_of_power ON power_trial (agency_id, power_id);
GRANT SELECT, INSERT ON power_trial TO chengming_app;

CREATE TABLE power_trial_decision (
  agency_id uuid NOT NULL,
  version_id uuid NOT NULL,
  outcome text NOT NULL CONSTRAINT power_trial_decision_outcome CHECK (outcome IN ('confirmed', 'returned', 'replaced')),
  reason text NOT NULL CONSTRAINT power_trial_decision_reason CHECK (reason <> ''),
  successor_id uuid,
  person_id uuid NOT NULL,
  post_name text NOT NULL,
  decided_on date NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT power_trial_decision_pk PRIMARY KEY (agency_id, version_id),
  CONSTRAINT power_trial_decision_trial FOREIGN KEY (agency_id, version_id) REFERENCES power_trial (agency_id, version_id),
  CONSTRAINT power_trial_decision_successor FOREIGN KEY (agency_id, successor_id) REFERENCES power_version (agency_id, id),
  CONSTRAINT power_trial_decision_ends CHECK ((outcome = 'confirmed') = (successor_id IS NULL))
);
COMMENT ON TABLE power_trial_decision IS 'How a trial ended: confirmed as final, returned to the version before, or replaced by a new one. The key lets only one decision through.';
GRANT SELECT, INSERT ON power_trial_decision TO chengming_app;

CREATE FUNCTION trial_record_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a trial and its decision are never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER power_trial_final BEFORE UPDATE OR DELETE ON power_trial FOR EACH ROW EXECUTE FUNCTION trial_record_is_final();
CREATE TRIGGER power_trial_decision_final BEFORE UPDATE OR DELETE ON power_trial_decision FOR EACH ROW EXECUTE FUNCTION trial_record_is_final();
