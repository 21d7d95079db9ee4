-- Who is there changes while a meeting is open, and what was entered wrongly is corrected, on record (A4).
CREATE TABLE meeting_attendance_change (
  agency_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  seq integer NOT NULL CONSTRAINT meeting_attendance_change_seq CHECK (seq > 0),
  person_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT meeting_attendance_change_kind CHECK (
    (kind = 'arrived' AND present) OR (kind = 'left' AND NOT present) OR kind = 'corrected'
  ),
  present boolean NOT NULL,
  leave boolean NOT NULL CONSTRAINT meeting_attendance_change_leave CHECK (NOT leave OR (kind = 'corrected' AND NOT present)),
  reason text NOT NULL CONSTRAINT meeting_attendance_change_reason CHECK (reason <> ''),
  at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT meeting_attendance_change_pk PRIMARY KEY (agency_id, meeting_id, seq),
  CONSTRAINT meeting_attendance_change_of FOREIGN KEY (agency_id, meeting_id, person_id)
    REFERENCES meeting_attendance (agency_id, meeting_id, person_id)
);
COMMENT ON TABLE meeting_attendance_change IS 'Who came late or left early, when and why, and what of meeting_attendance was wrong, in order; a correction holds from the opening. Append-only.';
GRANT SELECT, INSERT ON meeting_attendance_change TO chengming_app;
CREATE TRIGGER meeting_attendance_change_append_only BEFORE UPDATE OR DELETE ON meeting_attendance_change
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

ALTER TABLE agenda_item ADD COLUMN attendance_seq integer;
COMMENT ON COLUMN agenda_item.attendance_seq IS 'Last change of attendance that stood when the item left the table: later ones do not alter who voted on it. Null is none.';
GRANT UPDATE (attendance_seq) ON agenda_item TO chengming_app;

-- A recusal entered by mistake is taken back by a second entry, and may be entered again.
ALTER TABLE agenda_recusal
  ADD COLUMN seq integer NOT NULL DEFAULT 1,
  ADD COLUMN taken_back boolean NOT NULL DEFAULT false,
  ADD COLUMN recorded_by uuid,
  ADD CONSTRAINT agenda_recusal_taken_back CHECK (seq > 0 AND taken_back = (seq % 2 = 0));
ALTER TABLE agenda_recusal DROP CONSTRAINT agenda_recusal_pk;
ALTER TABLE agenda_recusal ADD CONSTRAINT agenda_recusal_pk PRIMARY KEY (agency_id, item_id, person_id, seq);
COMMENT ON TABLE agenda_recusal IS 'Members who withdraw from an item 回避, and withdrawals taken back, in turn; who withdrew neither speaks, nor votes, nor counts to its quorum.';

ALTER TABLE approval_route_change ADD COLUMN reason text NOT NULL DEFAULT '';
COMMENT ON COLUMN approval_route_change.reason IS 'Why it was set; empty for what was set before anybody was asked.';
