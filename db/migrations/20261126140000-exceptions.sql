-- The non-public register 不公开目录 (B7, X8): what is withheld or postponed, on which article, until when, by whose decision.
CREATE TABLE disclosure_exception (
  agency_id uuid NOT NULL CONSTRAINT disclosure_exception_agency REFERENCES agency,
  id uuid NOT NULL,
  rid text NOT NULL CONSTRAINT disclosure_exception_rid CHECK (rid ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  office_id uuid NOT NULL,
  subject_kind text NOT NULL CONSTRAINT disclosure_exception_subject CHECK (subject_kind IN ('power', 'power-field', 'case-field', 'document')),
  subject_rid text NOT NULL CONSTRAINT disclosure_exception_subject_rid CHECK (subject_rid ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  power_id uuid,
  case_id uuid,
  document_id uuid,
  element text CONSTRAINT disclosure_exception_element CHECK (element ~ '^[a-z][a-zA-Z0-9]{0,50}$'),
  ground text NOT NULL,
  cited text NOT NULL,
  reason text NOT NULL,
  scope text NOT NULL CONSTRAINT disclosure_exception_scope CHECK (scope IN ('leadership', 'unit', 'concerned', 'on-application')),
  kind text NOT NULL CONSTRAINT disclosure_exception_kind CHECK (kind IN ('withheld', 'postponed')),
  ends_on date NOT NULL,
  form text NOT NULL CONSTRAINT disclosure_exception_form CHECK (form IN ('entry', 'count')),
  public_title text,
  form_reason text,
  state text NOT NULL DEFAULT 'requested' CONSTRAINT disclosure_exception_state
    CHECK (state IN ('requested', 'signed', 'reviewed', 'in-force', 'refused', 'withdrawn', 'ended')),
  requested_by uuid NOT NULL,
  requested_at timestamptz NOT NULL,
  since date,
  ended_on date,
  ended_by text CONSTRAINT disclosure_exception_ended_by CHECK (ended_by IN ('decision', 'lapse')),
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT disclosure_exception_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT disclosure_exception_rid_unique UNIQUE (agency_id, rid),
  CONSTRAINT disclosure_exception_office FOREIGN KEY (agency_id, office_id) REFERENCES office (agency_id, id),
  CONSTRAINT disclosure_exception_whose CHECK (CASE subject_kind
    WHEN 'power' THEN num_nonnulls(power_id) = 1 AND num_nonnulls(case_id, document_id, element) = 0
    WHEN 'power-field' THEN num_nonnulls(power_id, element) = 2 AND num_nonnulls(case_id, document_id) = 0
    WHEN 'case-field' THEN num_nonnulls(case_id, element) = 2 AND num_nonnulls(power_id, document_id) = 0
    ELSE num_nonnulls(case_id, document_id) = 2 AND num_nonnulls(power_id, element) = 0 END),
  CONSTRAINT disclosure_exception_public_form CHECK ((form = 'entry') = (public_title IS NOT NULL) AND (form = 'count') = (form_reason IS NOT NULL)),
  CONSTRAINT disclosure_exception_since CHECK ((state IN ('in-force', 'ended')) = (since IS NOT NULL)),
  CONSTRAINT disclosure_exception_ended CHECK ((state = 'ended') = (ended_on IS NOT NULL AND ended_by IS NOT NULL))
);
COMMENT ON TABLE disclosure_exception IS 'Requests to withhold or postpone, and what became of them. What was asked for never changes; it is signed, reviewed, decided, kept or opened by acts.';
COMMENT ON COLUMN disclosure_exception.scope IS 'Who may still see it; one of the scopes of E1 that are narrower than society.';
COMMENT ON COLUMN disclosure_exception.form IS 'entry: stands in the public register by its public title. count: only in the yearly count by ground, because the entry itself would harm.';
COMMENT ON COLUMN disclosure_exception.ends_on IS 'Last day: of a postponement, or the review date. Past it without a decision the exception has ended.';
CREATE UNIQUE INDEX disclosure_exception_one_power ON disclosure_exception (agency_id, power_id, element) NULLS NOT DISTINCT
  WHERE power_id IS NOT NULL AND state IN ('requested', 'signed', 'reviewed', 'in-force');
CREATE UNIQUE INDEX disclosure_exception_one_case ON disclosure_exception (agency_id, case_id, document_id, element) NULLS NOT DISTINCT
  WHERE case_id IS NOT NULL AND state IN ('requested', 'signed', 'reviewed', 'in-force');
CREATE INDEX disclosure_exception_list ON disclosure_exception (agency_id, requested_at DESC, id DESC);
CREATE INDEX disclosure_exception_ending ON disclosure_exception (ends_on, id) WHERE state = 'in-force';
CREATE INDEX disclosure_exception_register ON disclosure_exception (since DESC, id DESC) WHERE form = 'entry' AND state IN ('in-force', 'ended');
CREATE INDEX disclosure_exception_of_record ON disclosure_exception (subject_rid) WHERE state = 'in-force';
GRANT SELECT, INSERT, UPDATE (state, ends_on, since, ended_on, ended_by, row_version) ON disclosure_exception TO chengming_app;

CREATE TABLE disclosure_exception_act (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  exception_id uuid NOT NULL,
  act text NOT NULL CONSTRAINT disclosure_exception_act_act
    CHECK (act IN ('request', 'sign', 'review', 'approve', 'refuse', 'withdraw', 'file', 'keep', 'open', 'lapse')),
  person_id uuid,
  post_name text NOT NULL,
  digest bytea NOT NULL CONSTRAINT disclosure_exception_act_digest CHECK (length(digest) = 32),
  reason text NOT NULL DEFAULT '',
  ends_on date,
  filed_with text,
  filed_as text,
  at timestamptz NOT NULL,
  CONSTRAINT disclosure_exception_act_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT disclosure_exception_act_of FOREIGN KEY (agency_id, exception_id) REFERENCES disclosure_exception (agency_id, id),
  CONSTRAINT disclosure_exception_act_person CHECK ((act = 'lapse') = (person_id IS NULL)),
  CONSTRAINT disclosure_exception_act_keep CHECK ((act = 'keep') = (ends_on IS NOT NULL)),
  CONSTRAINT disclosure_exception_act_file CHECK ((act = 'file') = (filed_with IS NOT NULL AND filed_as IS NOT NULL)),
  CONSTRAINT disclosure_exception_act_reason CHECK (act NOT IN ('refuse', 'keep', 'open') OR reason <> '')
);
COMMENT ON TABLE disclosure_exception_act IS 'Who asked, signed, reviewed, decided, filed, kept or opened, over the digest of what was asked for. Append-only.';
CREATE INDEX disclosure_exception_act_list ON disclosure_exception_act (agency_id, exception_id, at);
CREATE UNIQUE INDEX disclosure_exception_act_nobody_twice ON disclosure_exception_act (agency_id, exception_id, person_id)
  WHERE act IN ('request', 'sign', 'review', 'approve');
GRANT SELECT, INSERT ON disclosure_exception_act TO chengming_app;
CREATE TRIGGER disclosure_exception_act_append_only BEFORE UPDATE OR DELETE ON disclosure_exception_act FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_exception_act_no_truncate BEFORE TRUNCATE ON disclosure_exception_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE disclosure_hold (
  agency_id uuid NOT NULL,
  exception_id uuid NOT NULL,
  rid text NOT NULL CONSTRAINT disclosure_hold_rid CHECK (rid ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  rev integer,
  name text NOT NULL CONSTRAINT disclosure_hold_name CHECK (name ~ '^[a-z][a-zA-Z0-9.]{0,63}$'),
  value jsonb,
  released_rev integer,
  CONSTRAINT disclosure_hold_once UNIQUE NULLS NOT DISTINCT (agency_id, exception_id, rid, rev, name),
  CONSTRAINT disclosure_hold_of FOREIGN KEY (agency_id, exception_id) REFERENCES disclosure_exception (agency_id, id),
  CONSTRAINT disclosure_hold_value CHECK (value IS NULL OR rev IS NULL)
);
COMMENT ON TABLE disclosure_hold IS 'What an exception keeps from society in a record: a committed field, or (rev null) a value that is not committed in public because its entry would harm.';
COMMENT ON COLUMN disclosure_hold.released_rev IS 'Revision that published it when the exception ended.';
CREATE INDEX disclosure_hold_of_record ON disclosure_hold (rid);
GRANT SELECT, INSERT, UPDATE (value, released_rev) ON disclosure_hold TO chengming_app;

ALTER TABLE obligation ADD COLUMN exception_id uuid;
ALTER TABLE obligation ADD CONSTRAINT obligation_exception FOREIGN KEY (agency_id, exception_id) REFERENCES disclosure_exception (agency_id, id);
COMMENT ON COLUMN obligation.exception_id IS 'The exception that ended it; when that ends, what was owed is owed again.';
CREATE INDEX obligation_of_exception ON obligation (agency_id, exception_id) WHERE exception_id IS NOT NULL;
GRANT UPDATE (exception_id) ON obligation TO chengming_app;
