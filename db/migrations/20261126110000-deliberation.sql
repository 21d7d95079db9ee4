-- Collective deliberation 集体研究 (A4): bodies, meetings, agenda items bound to exact versions, opinions, resolutions.
CREATE TABLE deliberative_body (
  agency_id uuid NOT NULL CONSTRAINT deliberative_body_agency REFERENCES agency,
  id uuid NOT NULL,
  import_key text,
  name text NOT NULL,
  series text NOT NULL,
  quorum text NOT NULL CONSTRAINT deliberative_body_quorum CHECK (quorum IN ('more-than-half', 'two-thirds')),
  decides text NOT NULL CONSTRAINT deliberative_body_decides CHECK (decides IN ('head', 'majority-of-members', 'majority-of-present')),
  chair_id uuid NOT NULL,
  active boolean NOT NULL DEFAULT true,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT deliberative_body_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT deliberative_body_series UNIQUE (agency_id, series),
  CONSTRAINT deliberative_body_import_key UNIQUE (agency_id, import_key),
  CONSTRAINT deliberative_body_chair FOREIGN KEY (agency_id, chair_id) REFERENCES person (agency_id, id)
);
COMMENT ON TABLE deliberative_body IS 'Bodies that deliberate collectively: 局长办公会, 党组会, 重大案件集体讨论会; series is the word of their resolution numbers.';
GRANT SELECT, INSERT, UPDATE ON deliberative_body TO chengming_app;

CREATE TABLE body_member (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  person_id uuid NOT NULL,
  valid_from date NOT NULL,
  valid_to date CONSTRAINT body_member_span CHECK (valid_to >= valid_from),
  CONSTRAINT body_member_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT body_member_body FOREIGN KEY (agency_id, body_id) REFERENCES deliberative_body (agency_id, id),
  CONSTRAINT body_member_person FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
COMMENT ON TABLE body_member IS 'Members of a body between dates, both inclusive.';
CREATE UNIQUE INDEX body_member_once ON body_member (agency_id, body_id, person_id) WHERE valid_to IS NULL;
GRANT SELECT, INSERT, UPDATE (valid_to) ON body_member TO chengming_app;

CREATE TABLE meeting (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  held_on date NOT NULL,
  place text NOT NULL,
  state text NOT NULL DEFAULT 'planned' CONSTRAINT meeting_state CHECK (state IN ('planned', 'open', 'closed')),
  called_by uuid NOT NULL,
  opened_at timestamptz,
  closed_at timestamptz,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT meeting_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT meeting_body FOREIGN KEY (agency_id, body_id) REFERENCES deliberative_body (agency_id, id)
);
COMMENT ON TABLE meeting IS 'A meeting of a body; who belongs to it is fixed when it opens.';
CREATE INDEX meeting_list ON meeting (agency_id, held_on DESC, id DESC);
GRANT SELECT, INSERT, UPDATE (held_on, place, state, opened_at, closed_at, row_version) ON meeting TO chengming_app;

CREATE TABLE meeting_attendance (
  agency_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  person_id uuid NOT NULL,
  chair boolean NOT NULL,
  present boolean NOT NULL,
  reason text NOT NULL DEFAULT '',
  CONSTRAINT meeting_attendance_pk PRIMARY KEY (agency_id, meeting_id, person_id),
  CONSTRAINT meeting_attendance_meeting FOREIGN KEY (agency_id, meeting_id) REFERENCES meeting (agency_id, id),
  CONSTRAINT meeting_attendance_reason CHECK (present OR reason <> '')
);
COMMENT ON TABLE meeting_attendance IS 'Every member of the body on the day, present or away with the reason; written when the meeting opens.';
GRANT SELECT, INSERT ON meeting_attendance TO chengming_app;
CREATE TRIGGER meeting_attendance_append_only BEFORE UPDATE OR DELETE ON meeting_attendance FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE agenda_item (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  position integer NOT NULL,
  subject_type text NOT NULL CONSTRAINT agenda_item_subject_type CHECK (subject_type IN ('power.version', 'matter')),
  subject_id text NOT NULL,
  subject_digest bytea NOT NULL,
  title text NOT NULL,
  ballot text NOT NULL CONSTRAINT agenda_item_ballot CHECK (ballot IN ('oral', 'hands', 'secret')),
  state text NOT NULL DEFAULT 'tabled' CONSTRAINT agenda_item_state CHECK (state IN ('tabled', 'adopted', 'rejected', 'deferred', 'void')),
  votes_for integer,
  votes_against integer,
  votes_abstain integer,
  head_reason text,
  resolution_number text,
  resolution_text text,
  tabled_by uuid NOT NULL,
  tabled_at timestamptz NOT NULL,
  decided_at timestamptz,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT agenda_item_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT agenda_item_meeting FOREIGN KEY (agency_id, meeting_id) REFERENCES meeting (agency_id, id),
  CONSTRAINT agenda_item_number UNIQUE (agency_id, resolution_number),
  CONSTRAINT agenda_item_adopted CHECK ((state IN ('adopted', 'rejected')) = (resolution_number IS NOT NULL))
);
COMMENT ON TABLE agenda_item IS 'What a meeting decides, bound to the digest of exactly that version; a secret ballot leaves counts only.';
CREATE INDEX agenda_item_of_meeting ON agenda_item (agency_id, meeting_id, position);
CREATE INDEX agenda_item_subject ON agenda_item (agency_id, subject_type, subject_id);
CREATE UNIQUE INDEX agenda_item_tabled_once ON agenda_item (agency_id, subject_type, subject_id) WHERE state = 'tabled';
GRANT SELECT, INSERT, UPDATE (state, votes_for, votes_against, votes_abstain, head_reason, resolution_number, resolution_text, decided_at, row_version) ON agenda_item TO chengming_app;
CREATE FUNCTION decided_item_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.state <> 'tabled' THEN
    RAISE EXCEPTION 'what a meeting decided is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agenda_item_final BEFORE UPDATE OR DELETE ON agenda_item FOR EACH ROW EXECUTE FUNCTION decided_item_is_final();

CREATE TABLE agenda_recusal (
  agency_id uuid NOT NULL,
  item_id uuid NOT NULL,
  person_id uuid NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT agenda_recusal_pk PRIMARY KEY (agency_id, item_id, person_id),
  CONSTRAINT agenda_recusal_item FOREIGN KEY (agency_id, item_id) REFERENCES agenda_item (agency_id, id)
);
COMMENT ON TABLE agenda_recusal IS 'Members who withdraw from an item 回避: they neither speak, nor vote, nor count to its quorum.';
GRANT SELECT, INSERT ON agenda_recusal TO chengming_app;
CREATE TRIGGER agenda_recusal_append_only BEFORE UPDATE OR DELETE ON agenda_recusal FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE agenda_opinion (
  agency_id uuid NOT NULL,
  item_id uuid NOT NULL,
  person_id uuid NOT NULL,
  stance text CONSTRAINT agenda_opinion_stance CHECK (stance IN ('for', 'against', 'abstain')),
  text text NOT NULL,
  recorded_by uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT agenda_opinion_pk PRIMARY KEY (agency_id, item_id, person_id),
  CONSTRAINT agenda_opinion_item FOREIGN KEY (agency_id, item_id) REFERENCES agenda_item (agency_id, id)
);
COMMENT ON TABLE agenda_opinion IS 'What each member said, in order; the stance is null under a secret ballot. Append-only.';
GRANT SELECT, INSERT ON agenda_opinion TO chengming_app;
CREATE TRIGGER agenda_opinion_append_only BEFORE UPDATE OR DELETE ON agenda_opinion FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE resolution_counter (
  agency_id uuid NOT NULL,
  body_id uuid NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL,
  CONSTRAINT resolution_counter_pk PRIMARY KEY (agency_id, body_id, year)
);
COMMENT ON TABLE resolution_counter IS 'Numbers of resolutions without gaps, by body and year.';
GRANT SELECT, INSERT, UPDATE ON resolution_counter TO chengming_app;

CREATE TABLE approval_route (
  agency_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT approval_route_kind CHECK (kind IN ('power.version')),
  body_id uuid,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  CONSTRAINT approval_route_pk PRIMARY KEY (agency_id, kind),
  CONSTRAINT approval_route_body FOREIGN KEY (agency_id, body_id) REFERENCES deliberative_body (agency_id, id)
);
COMMENT ON TABLE approval_route IS 'Which kinds of things need a resolution, of which body, beside signatures and review; none without a body.';
GRANT SELECT, INSERT, UPDATE ON approval_route TO chengming_app;

ALTER TABLE power_approval DROP CONSTRAINT power_approval_act;
ALTER TABLE power_approval ADD CONSTRAINT power_approval_act CHECK (act IN ('sign', 'countersign', 'return', 'pass', 'resolve', 'publish'));
