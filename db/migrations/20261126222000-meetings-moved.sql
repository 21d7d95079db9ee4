-- A meeting that was called is held, moved to another day or place, or called off; what it had on its agenda goes back (A4).
ALTER TABLE meeting DROP CONSTRAINT meeting_state, DROP CONSTRAINT meeting_rules;
ALTER TABLE meeting
  ADD CONSTRAINT meeting_state CHECK (state IN ('planned', 'open', 'closed', 'cancelled')),
  ADD CONSTRAINT meeting_rules CHECK (
    (state IN ('planned', 'cancelled')) = (body_name IS NULL) AND (state IN ('planned', 'cancelled')) = (series IS NULL)
    AND (state IN ('planned', 'cancelled')) = (quorum IS NULL) AND (state IN ('planned', 'cancelled')) = (decides IS NULL)
    AND (state IN ('planned', 'cancelled')) = (chair_id IS NULL)
  );
ALTER TABLE agenda_item DROP CONSTRAINT agenda_item_state;
ALTER TABLE agenda_item ADD CONSTRAINT agenda_item_state
  CHECK (state IN ('tabled', 'adopted', 'rejected', 'deferred', 'void', 'returned'));

CREATE TABLE meeting_change (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT meeting_change_kind CHECK (kind IN ('moved', 'cancelled')),
  held_on date NOT NULL,
  place text NOT NULL,
  reason text NOT NULL CONSTRAINT meeting_change_reason CHECK (reason <> ''),
  changed_by uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT meeting_change_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT meeting_change_meeting FOREIGN KEY (agency_id, meeting_id) REFERENCES meeting (agency_id, id)
);
COMMENT ON TABLE meeting_change IS 'What became of a called meeting before it was held: held_on and place are those it was called for until then. Append-only.';
CREATE INDEX meeting_change_of ON meeting_change (agency_id, meeting_id, at);
GRANT SELECT, INSERT ON meeting_change TO chengming_app;
CREATE TRIGGER meeting_change_append_only BEFORE UPDATE OR DELETE ON meeting_change FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- 请假 and 缺席 are two things: away with leave, or without.
ALTER TABLE meeting_attendance ADD COLUMN leave boolean NOT NULL DEFAULT false
  CONSTRAINT meeting_attendance_leave CHECK (NOT (present AND leave));
COMMENT ON TABLE meeting_attendance IS 'Every member of the body on the day, present, or away with or without leave and the reason; written when the meeting opens.';

-- Where the chair withdrew from an item, somebody who heard all of it signs the minutes.
ALTER TABLE minutes_draft ADD COLUMN signer_id uuid,
  ADD CONSTRAINT minutes_draft_signer FOREIGN KEY (agency_id, signer_id) REFERENCES person (agency_id, id);
COMMENT ON COLUMN minutes_draft.signer_id IS 'Who signs in the place of a chair who withdrew from an item; null while the chair signs, or nobody is named yet.';
GRANT UPDATE (signer_id) ON minutes_draft TO chengming_app;
