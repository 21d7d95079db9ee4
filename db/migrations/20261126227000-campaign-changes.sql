-- A campaign that was opened with a wrong date is corrected, and one that should not have been opened is cancelled: both with
-- the reason, on record (B1). What an office had signed or said stays.
ALTER TABLE campaign DROP CONSTRAINT campaign_state,
  ADD CONSTRAINT campaign_state CHECK (state IN ('open', 'closed', 'cancelled')),
  DROP CONSTRAINT campaign_closed,
  ADD CONSTRAINT campaign_closed CHECK (
    (state = 'open') = (closed_at IS NULL) AND (state = 'closed') = (closing IS NOT NULL)
  );
GRANT UPDATE (phases, deadline) ON campaign TO chengming_app;

CREATE TABLE campaign_change (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT campaign_change_kind CHECK (kind IN ('reschedule', 'cancel')),
  reason text NOT NULL CONSTRAINT campaign_change_reason CHECK (reason <> ''),
  deadline_before date NOT NULL,
  deadline_after date NOT NULL,
  person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT campaign_change_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT campaign_change_campaign FOREIGN KEY (agency_id, campaign_id) REFERENCES campaign (agency_id, id)
);
CREATE INDEX campaign_change_of ON campaign_change (agency_id, campaign_id, at);
COMMENT ON TABLE campaign_change IS 'Who moved the dates of a campaign or cancelled it, when and why. Append-only.';
GRANT SELECT, INSERT ON campaign_change TO chengming_app;
CREATE TRIGGER campaign_change_append_only BEFORE UPDATE OR DELETE ON campaign_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
