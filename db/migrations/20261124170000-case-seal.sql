CREATE TABLE case_seal (
  agency_id uuid NOT NULL,
  case_id uuid NOT NULL,
  salts jsonb NOT NULL,
  sealed_at timestamptz NOT NULL,
  CONSTRAINT case_seal_pk PRIMARY KEY (agency_id, case_id),
  CONSTRAINT case_seal_case FOREIGN KEY (agency_id, case_id) REFERENCES case_file (agency_id, id)
);
COMMENT ON TABLE case_seal IS 'Salts of what the journal holds of a SEALED case. They go to the ledger when its decision is public, or are erased.';
GRANT SELECT, INSERT, DELETE ON case_seal TO chengming_app;

INSERT INTO case_seal (agency_id, case_id, salts, sealed_at)
SELECT agency_id, case_id, detail -> 'salts', at FROM case_event WHERE kind = 'sealed' AND detail ? 'salts';
