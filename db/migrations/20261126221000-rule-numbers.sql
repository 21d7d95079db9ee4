-- A document number is one rule's, also when two are published at the same moment (B10).
CREATE TABLE rule_number (
  agency_id uuid NOT NULL,
  document_number text NOT NULL,
  rule_id uuid NOT NULL,
  CONSTRAINT rule_number_pk PRIMARY KEY (agency_id, document_number),
  CONSTRAINT rule_number_rule FOREIGN KEY (agency_id, rule_id) REFERENCES rule (agency_id, id)
);
COMMENT ON TABLE rule_number IS 'The rule that goes by a document number since its first publication under it. Append-only.';
INSERT INTO rule_number (agency_id, document_number, rule_id)
SELECT agency_id, document_number, rule_id
  FROM rule_version
 WHERE state = 'published' AND document_number IS NOT NULL
 ORDER BY published_at, id
ON CONFLICT ON CONSTRAINT rule_number_pk DO NOTHING;
GRANT SELECT, INSERT ON rule_number TO chengming_app;
CREATE TRIGGER rule_number_append_only BEFORE UPDATE OR DELETE ON rule_number FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP INDEX rule_version_number;

-- The order in which the library is read, and the versions of one rule by its public address.
CREATE INDEX rule_version_by_title ON rule_version (title, rule_id) WHERE state = 'published';
DROP INDEX rule_version_list;
CREATE INDEX rule_version_of_rule ON rule_version (rule_id, n) WHERE state = 'published';
