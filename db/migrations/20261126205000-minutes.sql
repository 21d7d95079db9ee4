-- Minutes 会议纪要 (A4): what the record says, with the words of who keeps it, signed by the chair and final from then on.
CREATE TABLE minutes_draft (
  agency_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  items jsonb NOT NULL DEFAULT '[]',
  closing text NOT NULL DEFAULT '',
  addendum text NOT NULL DEFAULT '',
  saved_by uuid NOT NULL,
  saved_at timestamptz NOT NULL,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT minutes_draft_pk PRIMARY KEY (agency_id, meeting_id),
  CONSTRAINT minutes_draft_meeting FOREIGN KEY (agency_id, meeting_id) REFERENCES meeting (agency_id, id)
);
COMMENT ON TABLE minutes_draft IS 'Words of the minutes of a closed meeting, by item, and of an addendum that waits for its signature; the facts are the meeting''s own.';
GRANT SELECT, INSERT, UPDATE (items, closing, addendum, saved_by, saved_at, row_version) ON minutes_draft TO chengming_app;
INSERT INTO minutes_draft (agency_id, meeting_id, saved_by, saved_at)
SELECT agency_id, id, called_by, closed_at FROM meeting WHERE state = 'closed';

CREATE TABLE signed_minutes (
  agency_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  seq integer NOT NULL CONSTRAINT signed_minutes_seq CHECK (seq >= 0),
  body_id uuid NOT NULL,
  year integer,
  number integer,
  content text NOT NULL,
  digest bytea NOT NULL CONSTRAINT signed_minutes_digest CHECK (octet_length(digest) = 32),
  signed_by uuid NOT NULL,
  post_name text NOT NULL CONSTRAINT signed_minutes_post CHECK (post_name <> ''),
  signed_at timestamptz NOT NULL,
  CONSTRAINT signed_minutes_pk PRIMARY KEY (agency_id, meeting_id, seq),
  CONSTRAINT signed_minutes_meeting FOREIGN KEY (agency_id, meeting_id) REFERENCES meeting (agency_id, id),
  CONSTRAINT signed_minutes_number UNIQUE (agency_id, body_id, year, number),
  CONSTRAINT signed_minutes_numbered CHECK ((seq = 0) = (number IS NOT NULL) AND (seq = 0) = (year IS NOT NULL))
);
COMMENT ON TABLE signed_minutes IS 'Minutes as their chair signed them (seq 0, numbered by body and year) and the addenda that correct them; content is the signed text, digest its SHA-256. Append-only.';
GRANT SELECT, INSERT ON signed_minutes TO chengming_app;
CREATE TRIGGER signed_minutes_append_only BEFORE UPDATE OR DELETE ON signed_minutes FOR EACH ROW EXECUTE FUNCTION refuse_change();
