-- A return that goes back names the day it is due again; an office that was merged half-way is carried over to its successor;
-- who wrote a return last is known to whoever edits it next.
ALTER TABLE campaign_act ADD COLUMN due date,
  ADD CONSTRAINT campaign_act_due CHECK (due IS NULL OR act = 'return');
COMMENT ON COLUMN campaign_act.due IS 'Day by which a return that was sent back is handed in again.';

ALTER TABLE campaign_task ADD COLUMN filled_by uuid,
  ADD COLUMN filled_at timestamptz,
  ADD COLUMN carried_to uuid,
  ADD CONSTRAINT campaign_task_filled CHECK ((filled_by IS NULL) = (filled_at IS NULL)),
  ADD CONSTRAINT campaign_task_successor FOREIGN KEY (agency_id, carried_to) REFERENCES campaign_task (agency_id, id),
  ADD CONSTRAINT campaign_task_other CHECK (carried_to <> id);
COMMENT ON COLUMN campaign_task.carried_to IS 'The return that answers for this office since it was merged; set once, with the release.';
GRANT UPDATE (filled_by, filled_at, carried_to) ON campaign_task TO chengming_app;
