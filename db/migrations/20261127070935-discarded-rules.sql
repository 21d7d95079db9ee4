-- A draft of a rule may be given up by who drafted it. The row stays, with what was signed on it; nothing reads it any more.
ALTER TABLE rule_version
  ADD COLUMN discarded_at timestamptz,
  ADD CONSTRAINT rule_version_discarded CHECK (discarded_at IS NULL OR state IN ('draft', 'returned'));
COMMENT ON COLUMN rule_version.discarded_at IS 'When who drafted it gave it up; it is on its way no more.';
DROP INDEX rule_version_one_open;
CREATE UNIQUE INDEX rule_version_one_open ON rule_version (agency_id, rule_id)
  WHERE state <> 'published' AND discarded_at IS NULL;
DROP INDEX rule_version_work;
CREATE INDEX rule_version_work ON rule_version (agency_id, updated_at DESC, id DESC)
  WHERE state <> 'published' AND discarded_at IS NULL;
