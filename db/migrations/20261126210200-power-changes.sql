-- Simplification by year (C8): what each version asks less or more than the one before it, counted once when it has taken effect.
CREATE TABLE power_change (
  agency_id uuid NOT NULL,
  version_id uuid NOT NULL,
  effective_from date NOT NULL,
  rows jsonb,
  CONSTRAINT power_change_pk PRIMARY KEY (agency_id, version_id),
  CONSTRAINT power_change_version FOREIGN KEY (agency_id, version_id) REFERENCES power_version (agency_id, id)
);
COMMENT ON TABLE power_change IS 'Published versions that followed another.';
COMMENT ON COLUMN power_change.rows IS 'Its counts beside those of the version before; null until it has taken effect, a checkpoint covers it and power_change_total has it.';
CREATE INDEX power_change_due ON power_change (effective_from) WHERE rows IS NULL;
CREATE INDEX power_change_newest ON power_change (effective_from DESC, version_id DESC) WHERE rows IS NOT NULL;
CREATE INDEX power_change_of_agency ON power_change (agency_id, effective_from DESC, version_id DESC) WHERE rows IS NOT NULL;
GRANT SELECT, INSERT, UPDATE (rows) ON power_change TO chengming_app;

CREATE TABLE power_change_total (
  agency_id uuid NOT NULL CONSTRAINT power_change_total_agency REFERENCES agency,
  year integer NOT NULL,
  measure text NOT NULL CONSTRAINT power_change_total_measure CHECK (measure IN ('versions', 'steps', 'materials', 'days', 'visits', 'fees')),
  less integer NOT NULL,
  more integer NOT NULL,
  CONSTRAINT power_change_total_pk PRIMARY KEY (agency_id, year, measure)
);
COMMENT ON TABLE power_change_total IS 'Sums of power_change by agency and year, less and more apart; of versions their number stands under more.';
GRANT SELECT, INSERT, UPDATE (less, more) ON power_change_total TO chengming_app;

INSERT INTO power_change (agency_id, version_id, effective_from)
SELECT agency_id, id, effective_from FROM power_version WHERE state = 'published' AND n > 1;
