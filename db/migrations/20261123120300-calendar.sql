-- The working-day calendar as deadlines are bound to it (requirements X1, X2). The newest version is the one in force;
-- older ones stay, because derivations name them. One calendar an instance: holidays are the State Council's.
CREATE TABLE calendar_version (
  version integer CONSTRAINT calendar_version_pk PRIMARY KEY CONSTRAINT calendar_version_from_one CHECK (version > 0),
  years jsonb NOT NULL,
  digest text NOT NULL CONSTRAINT calendar_version_digest CHECK (digest ~ '^[0-9a-f]{64}$'),
  origin text NOT NULL CONSTRAINT calendar_version_origin CHECK (origin IN ('built-in', 'import')),
  change jsonb NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL
);
COMMENT ON TABLE calendar_version IS 'States of the working-day calendar. Append-only; the highest version is in force.';
COMMENT ON COLUMN calendar_version.years IS 'Facts of each year: status announced or provisional, sources, days off and make-up working days.';
COMMENT ON COLUMN calendar_version.digest IS 'SHA-256 of the canonical JSON of years.';
COMMENT ON COLUMN calendar_version.change IS 'Against the version before: years, and days that began or ceased to be working days.';
GRANT SELECT, INSERT ON calendar_version TO chengming_app;
CREATE TRIGGER calendar_version_append_only BEFORE UPDATE OR DELETE ON calendar_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendar_version_no_truncate BEFORE TRUNCATE ON calendar_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
