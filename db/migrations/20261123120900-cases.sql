-- Cases (requirement D2): an exercise of a power, run along the published flow it is bound to (X2).
CREATE TABLE case_file (
  agency_id uuid NOT NULL CONSTRAINT case_file_agency REFERENCES agency,
  id uuid NOT NULL,
  rid text NOT NULL CONSTRAINT case_file_rid CHECK (rid ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  number text CONSTRAINT case_file_number CHECK (number ~ '^[0-9A-Z-]+$'),
  power_id uuid NOT NULL,
  power_version_id uuid NOT NULL,
  flow_version_id uuid NOT NULL,
  calendar_version integer NOT NULL,
  commitment_class text NOT NULL CONSTRAINT case_file_class CHECK (commitment_class IN ('OPEN', 'SEALED', 'NONE')),
  terms jsonb NOT NULL,
  channel text NOT NULL CONSTRAINT case_file_channel CHECK (channel IN ('online', 'window', 'post', 'agent')),
  state text NOT NULL,
  result text,
  marking jsonb NOT NULL,
  facts jsonb NOT NULL DEFAULT '{}',
  received_at timestamptz NOT NULL,
  complete_on date NOT NULL,
  accepted_on date,
  deemed boolean NOT NULL DEFAULT false,
  decision jsonb,
  served_on date,
  extended boolean NOT NULL DEFAULT false,
  ending text CONSTRAINT case_file_ending CHECK (ending IN ('end', 'withdrawn', 'returned', 'terminated')),
  closed_at timestamptz,
  disclosed_rev integer NOT NULL DEFAULT 0,
  receipt_hash bytea NOT NULL CONSTRAINT case_file_receipt_hash CHECK (length(receipt_hash) = 32),
  receipt_note text NOT NULL,
  import_key text,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT case_file_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT case_file_rid_unique UNIQUE (agency_id, rid),
  CONSTRAINT case_file_number_unique UNIQUE (agency_id, number),
  CONSTRAINT case_file_receipt_unique UNIQUE (receipt_hash),
  CONSTRAINT case_file_import_key_unique UNIQUE (agency_id, import_key),
  CONSTRAINT case_file_flow_version FOREIGN KEY (agency_id, flow_version_id) REFERENCES flow_version (agency_id, id)
);
COMMENT ON TABLE case_file IS 'A case from submission on, bound to versions of item, flow and calendar. Data of the party are in case_party.';
COMMENT ON COLUMN case_file.terms IS 'What the power version says about its cases: names, limits, materials; copied, so that a case explains itself.';
COMMENT ON COLUMN case_file.complete_on IS 'Legal day on which the newest materials came in: acceptance is deemed from it (行政许可法 art. 32(4)).';
COMMENT ON COLUMN case_file.receipt_hash IS 'SHA-256 of the receipt code, which itself is kept nowhere.';
CREATE INDEX case_file_received ON case_file (agency_id, received_at DESC, id DESC);
CREATE INDEX case_file_power ON case_file (agency_id, power_id, received_at DESC);
GRANT SELECT, INSERT, UPDATE ON case_file TO chengming_app;

CREATE TABLE case_step (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  node text NOT NULL,
  post_id uuid,
  opened_at timestamptz NOT NULL,
  due_at timestamptz,
  closed_at timestamptz,
  ended text CONSTRAINT case_step_ended CHECK (ended IN ('done', 'timer', 'message', 'case-ended')),
  outcome text,
  opinion text,
  done_by uuid,
  second_officer uuid,
  CONSTRAINT case_step_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT case_step_case FOREIGN KEY (agency_id, case_id) REFERENCES case_file (agency_id, id)
);
COMMENT ON TABLE case_step IS 'Steps of a case, open and closed: the task list of a post is its open rows by due time.';
CREATE UNIQUE INDEX case_step_open_once ON case_step (agency_id, case_id, node) WHERE closed_at IS NULL;
CREATE INDEX case_step_case_order ON case_step (agency_id, case_id, opened_at);
CREATE INDEX case_step_worklist ON case_step (agency_id, post_id, (coalesce(due_at, 'infinity'::timestamptz)), id) WHERE closed_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON case_step TO chengming_app;

CREATE TABLE case_clock (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT case_clock_kind CHECK (kind IN ('statutory', 'committed', 'step', 'timer')),
  node text,
  derivation jsonb NOT NULL,
  last_day date,
  due_at timestamptz,
  calendar_version integer NOT NULL,
  provisional boolean NOT NULL,
  stopped_on date,
  late_at timestamptz,
  CONSTRAINT case_clock_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT case_clock_case FOREIGN KEY (agency_id, case_id) REFERENCES case_file (agency_id, id)
);
COMMENT ON TABLE case_clock IS 'Clocks of a case: statutory, committed, one per step, and timers of the flow; each with its derivation (X1).';
CREATE INDEX case_clock_of_case ON case_clock (agency_id, case_id);
CREATE INDEX case_clock_timers ON case_clock (due_at) WHERE kind = 'timer' AND stopped_on IS NULL;
CREATE INDEX case_clock_late ON case_clock (due_at) WHERE kind <> 'timer' AND stopped_on IS NULL AND late_at IS NULL;
CREATE INDEX case_clock_calendar ON case_clock (calendar_version) WHERE stopped_on IS NULL;
GRANT SELECT, INSERT, UPDATE ON case_clock TO chengming_app;

CREATE TABLE case_clock_change (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  clock_id uuid NOT NULL,
  at timestamptz NOT NULL,
  cause text NOT NULL CONSTRAINT case_clock_change_cause CHECK (cause IN ('calendar', 'pause', 'resume', 'extension')),
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  CONSTRAINT case_clock_change_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT case_clock_change_clock FOREIGN KEY (agency_id, clock_id) REFERENCES case_clock (agency_id, id)
);
COMMENT ON TABLE case_clock_change IS 'Every change of a due date with the derivation before and after. Append-only.';
CREATE INDEX case_clock_change_of_clock ON case_clock_change (agency_id, clock_id, at);
GRANT SELECT, INSERT ON case_clock_change TO chengming_app;
CREATE TRIGGER case_clock_change_append_only BEFORE UPDATE OR DELETE ON case_clock_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_clock_change_no_truncate BEFORE TRUNCATE ON case_clock_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE case_event (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  node text,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  post_id uuid,
  audience text NOT NULL CONSTRAINT case_event_audience CHECK (audience IN ('party', 'staff')),
  detail jsonb NOT NULL DEFAULT '{}',
  seq integer NOT NULL DEFAULT 0,
  CONSTRAINT case_event_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT case_event_case FOREIGN KEY (agency_id, case_id) REFERENCES case_file (agency_id, id)
);
COMMENT ON TABLE case_event IS 'What happened in a case, as its party and its handlers read it. Append-only.';
CREATE INDEX case_event_of_case ON case_event (agency_id, case_id, at, seq);
GRANT SELECT, INSERT ON case_event TO chengming_app;
CREATE TRIGGER case_event_append_only BEFORE UPDATE OR DELETE ON case_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_event_no_truncate BEFORE TRUNCATE ON case_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE case_notice (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  round integer NOT NULL,
  items jsonb NOT NULL,
  given_at timestamptz NOT NULL,
  answered_at timestamptz,
  CONSTRAINT case_notice_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT case_notice_round UNIQUE (agency_id, case_id, round),
  CONSTRAINT case_notice_case FOREIGN KEY (agency_id, case_id) REFERENCES case_file (agency_id, id)
);
COMMENT ON TABLE case_notice IS 'One-time notices 一次性告知 of what is missing; later rounds only repeat or name the change of law or facts (X15).';
GRANT SELECT, INSERT, UPDATE (answered_at) ON case_notice TO chengming_app;

CREATE TABLE case_party (
  agency_id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT case_party_kind CHECK (kind IN ('person', 'organisation')),
  data jsonb NOT NULL,
  CONSTRAINT case_party_pk PRIMARY KEY (agency_id, case_id),
  CONSTRAINT case_party_case FOREIGN KEY (agency_id, case_id) REFERENCES case_file (agency_id, id)
);
COMMENT ON TABLE case_party IS 'Personal data of a case, apart from everything else, so that they can be erased.';
GRANT SELECT, INSERT, UPDATE (data) ON case_party TO chengming_app;

CREATE TABLE case_document (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL,
  number text,
  title text NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  node text,
  material text,
  content jsonb,
  file_key text,
  file_sha256 text CONSTRAINT case_document_sha256 CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_size bigint,
  file_type text,
  audience text NOT NULL CONSTRAINT case_document_audience CHECK (audience IN ('party', 'staff')),
  seq integer NOT NULL DEFAULT 0,
  CONSTRAINT case_document_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT case_document_number_unique UNIQUE (agency_id, number),
  CONSTRAINT case_document_one CHECK ((content IS NULL) <> (file_key IS NULL)),
  CONSTRAINT case_document_case FOREIGN KEY (agency_id, case_id) REFERENCES case_file (agency_id, id)
);
COMMENT ON TABLE case_document IS 'Notices and decisions as structured documents, and files that were handed in.';
CREATE INDEX case_document_of_case ON case_document (agency_id, case_id, made_at, seq);
CREATE INDEX case_document_file ON case_document (file_key) WHERE file_key IS NOT NULL;
GRANT SELECT, INSERT ON case_document TO chengming_app;

CREATE TABLE case_recusal (
  agency_id uuid NOT NULL,
  case_id uuid NOT NULL,
  person_id uuid NOT NULL,
  reason text NOT NULL,
  decided_by uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT case_recusal_pk PRIMARY KEY (agency_id, case_id, person_id),
  CONSTRAINT case_recusal_case FOREIGN KEY (agency_id, case_id) REFERENCES case_file (agency_id, id)
);
COMMENT ON TABLE case_recusal IS 'Persons who may not act in a case 回避.';
GRANT SELECT, INSERT ON case_recusal TO chengming_app;

CREATE TABLE case_counter (
  agency_id uuid NOT NULL,
  series text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL CONSTRAINT case_counter_last CHECK (last > 0),
  CONSTRAINT case_counter_pk PRIMARY KEY (agency_id, series, year)
);
COMMENT ON TABLE case_counter IS 'Numbers without gaps of cases and of each kind of document: taken in the transaction that uses them.';
GRANT SELECT, INSERT, UPDATE ON case_counter TO chengming_app;

CREATE TABLE case_session (
  token_hash bytea NOT NULL,
  agency_id uuid NOT NULL,
  case_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT case_session_pk PRIMARY KEY (token_hash),
  CONSTRAINT case_session_case FOREIGN KEY (agency_id, case_id) REFERENCES case_file (agency_id, id)
);
COMMENT ON TABLE case_session IS 'A browser that showed the receipt code of a case; for that case only.';
CREATE INDEX case_session_expiry ON case_session (expires_at);
GRANT SELECT, INSERT, DELETE ON case_session TO chengming_app;

CREATE TABLE application_draft (
  token_hash bytea NOT NULL,
  power_code text NOT NULL,
  data jsonb NOT NULL,
  files jsonb NOT NULL DEFAULT '[]',
  submitted jsonb,
  expires_at timestamptz NOT NULL,
  CONSTRAINT application_draft_pk PRIMARY KEY (token_hash, power_code)
);
COMMENT ON TABLE application_draft IS 'Applications as typed so far; known to the browser that types, deleted after use or expiry.';
CREATE INDEX application_draft_expiry ON application_draft (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON application_draft TO chengming_app;
