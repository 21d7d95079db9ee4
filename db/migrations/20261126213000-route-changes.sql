-- Who asked for a resolution, and who did away with it: switching it off for an hour leaves a trace that everybody of the agency reads.
CREATE TABLE approval_route_change (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT approval_route_change_kind CHECK (kind IN ('power.version', 'rule.version')),
  body_id uuid,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  CONSTRAINT approval_route_change_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT approval_route_change_body FOREIGN KEY (agency_id, body_id) REFERENCES deliberative_body (agency_id, id)
);
COMMENT ON TABLE approval_route_change IS 'Every setting of approval_route, none without a body. Append-only.';
CREATE INDEX approval_route_change_at ON approval_route_change (agency_id, set_at);
GRANT SELECT, INSERT ON approval_route_change TO chengming_app;
CREATE TRIGGER approval_route_change_append_only BEFORE UPDATE OR DELETE ON approval_route_change
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
INSERT INTO approval_route_change (agency_id, id, kind, body_id, set_by, set_at)
SELECT agency_id, gen_random_uuid(), kind, body_id, set_by, set_at FROM approval_route;
