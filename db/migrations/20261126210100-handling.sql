-- How cases of a version really went (C8): counts, kept when a case has closed, so that reading them costs the same for one case and a million.
CREATE TABLE handling_count (
  agency_id uuid NOT NULL CONSTRAINT handling_count_agency REFERENCES agency,
  power_version_id uuid NOT NULL,
  node text NOT NULL,
  measure text NOT NULL CONSTRAINT handling_count_measure CHECK (measure IN ('cases', 'passes', 'late', 'days', 'outcome', 'documents', 'asked')),
  value text NOT NULL,
  n integer NOT NULL CONSTRAINT handling_count_n CHECK (n > 0),
  CONSTRAINT handling_count_pk PRIMARY KEY (agency_id, power_version_id, node, measure, value)
);
COMMENT ON TABLE handling_count IS 'Of the closed cases of a version, by step (node empty: the case as a whole): how often something was so. Holds no case and no party.';
COMMENT ON COLUMN handling_count.value IS 'Of days their number, of an outcome its code, of what was asked to be supplemented the key of the material; else empty.';
GRANT SELECT, INSERT, UPDATE (n) ON handling_count TO chengming_app;

ALTER TABLE case_file ADD COLUMN counted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN case_file.counted IS 'Closed, and in handling_count. A mark on the case instead of a moment in time: what commits late or is imported with an old date is counted too, and nothing twice.';
CREATE INDEX case_file_to_count ON case_file (closed_at) WHERE closed_at IS NOT NULL AND NOT counted;
