-- A cancelled campaign keeps its report as it stood; those cancelled before this have none.
ALTER TABLE campaign
  DROP CONSTRAINT campaign_closed,
  ADD CONSTRAINT campaign_closed CHECK (
    (state = 'open') = (closed_at IS NULL)
    AND (state <> 'closed' OR closing IS NOT NULL)
    AND (state <> 'open' OR closing IS NULL)
  );
COMMENT ON TABLE campaign IS 'A clean-up of powers with its scope, phases and date; closing holds the report as it stood when it was closed or cancelled.';
