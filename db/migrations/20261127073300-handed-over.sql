-- The draft that the receiving body got of a power handed over, so that either side finds it.
CREATE TABLE clarification_handed (
  agency_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  receiver_id uuid NOT NULL,
  version_id uuid NOT NULL,
  CONSTRAINT clarification_handed_pk PRIMARY KEY (agency_id, finding_id),
  CONSTRAINT clarification_handed_finding FOREIGN KEY (agency_id, finding_id) REFERENCES clarification_finding (agency_id, id),
  CONSTRAINT clarification_handed_version FOREIGN KEY (receiver_id, version_id) REFERENCES power_version (agency_id, id)
);
COMMENT ON TABLE clarification_handed IS 'The draft with which the receiving body began when a transfer to it was decided.';
CREATE INDEX clarification_handed_to ON clarification_handed (receiver_id, version_id);
CREATE TRIGGER clarification_handed_append_only BEFORE UPDATE OR DELETE ON clarification_handed
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON clarification_handed TO chengming_app;
