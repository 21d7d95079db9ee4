-- Filing upward 备案 (B8, N3): signed packages of catalogue and flows from a body to the government office and the line department above.
CREATE TABLE filing_recipient (
  agency_id uuid NOT NULL CONSTRAINT filing_recipient_agency REFERENCES agency,
  id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT filing_recipient_kind CHECK (kind IN ('government-office', 'line-department')),
  code text NOT NULL,
  name text NOT NULL,
  url text,
  receipt_key text NOT NULL,
  enrolled_by uuid NOT NULL,
  enrolled_at timestamptz NOT NULL,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT filing_recipient_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT filing_recipient_code UNIQUE (agency_id, code)
);
COMMENT ON TABLE filing_recipient IS 'Bodies above to which this one files; without an address packages go as files. receipt_key verifies what they sign. Changes are journal rows.';
GRANT SELECT, INSERT, UPDATE (kind, name, url, receipt_key, enrolled_by, enrolled_at, row_version) ON filing_recipient TO chengming_app;

CREATE TABLE filing_package (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL CONSTRAINT filing_package_kind CHECK (kind IN ('full', 'changes')),
  period text NOT NULL CONSTRAINT filing_package_period CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  body bytea NOT NULL,
  digest text NOT NULL,
  listing jsonb NOT NULL,
  state text NOT NULL DEFAULT 'prepared' CONSTRAINT filing_package_state CHECK (state IN ('prepared', 'signed', 'received', 'refused', 'withdrawn')),
  prepared_by uuid NOT NULL,
  prepared_at timestamptz NOT NULL,
  signed_by uuid,
  signed_post text,
  signed_at timestamptz,
  seal text,
  receipt text,
  received_at timestamptz,
  refusal text,
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT filing_package_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT filing_package_number UNIQUE (agency_id, recipient_id, number),
  CONSTRAINT filing_package_recipient FOREIGN KEY (agency_id, recipient_id) REFERENCES filing_recipient (agency_id, id),
  CONSTRAINT filing_package_sealed CHECK (state NOT IN ('signed', 'received', 'refused') OR seal IS NOT NULL),
  CONSTRAINT filing_package_receipt CHECK ((state = 'received') = (receipt IS NOT NULL AND received_at IS NOT NULL)),
  CONSTRAINT filing_package_refusal CHECK ((state = 'refused') = (refusal IS NOT NULL))
);
CREATE UNIQUE INDEX filing_package_one_open ON filing_package (agency_id, recipient_id) WHERE state IN ('prepared', 'signed');
CREATE INDEX filing_package_due ON filing_package (next_at) WHERE next_at IS NOT NULL;
COMMENT ON TABLE filing_package IS 'What was filed to one recipient: the exact bytes that are signed, the signature of the person responsible, and what became of it. listing holds name and digest of everything the recipient holds once it has taken the package. Body and digest never change.';
GRANT SELECT, INSERT, UPDATE (state, signed_by, signed_post, signed_at, seal, receipt, received_at, refusal, attempts, next_at, row_version) ON filing_package TO chengming_app;

CREATE TABLE filing_attempt (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  package_id uuid NOT NULL,
  at timestamptz NOT NULL,
  channel text NOT NULL CONSTRAINT filing_attempt_channel CHECK (channel IN ('http', 'file')),
  outcome text NOT NULL CONSTRAINT filing_attempt_outcome CHECK (outcome IN ('sent-out', 'received', 'refused', 'failed')),
  code text,
  CONSTRAINT filing_attempt_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT filing_attempt_package FOREIGN KEY (agency_id, package_id) REFERENCES filing_package (agency_id, id)
);
CREATE INDEX filing_attempt_of ON filing_attempt (agency_id, package_id, at);
COMMENT ON TABLE filing_attempt IS 'Each time a package was sent or taken out as a file, and what came back. Append-only.';
GRANT SELECT, INSERT ON filing_attempt TO chengming_app;
CREATE TRIGGER filing_attempt_append_only BEFORE UPDATE OR DELETE ON filing_attempt FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE filing_remark (
  agency_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  id uuid NOT NULL,
  package_id uuid NOT NULL,
  part text NOT NULL CONSTRAINT filing_remark_part CHECK (part IN ('package', 'catalogue', 'flows', 'register')),
  code text NOT NULL,
  kind text NOT NULL CONSTRAINT filing_remark_kind CHECK (kind IN ('object', 'suggest', 'no-objection')),
  text text NOT NULL,
  post_name text NOT NULL,
  at timestamptz NOT NULL,
  taken_at timestamptz NOT NULL,
  CONSTRAINT filing_remark_pk PRIMARY KEY (agency_id, recipient_id, id),
  CONSTRAINT filing_remark_package FOREIGN KEY (agency_id, package_id) REFERENCES filing_package (agency_id, id)
);
COMMENT ON TABLE filing_remark IS 'Comments that the recipient of a package returned, signed by it. Append-only.';
GRANT SELECT, INSERT ON filing_remark TO chengming_app;
CREATE TRIGGER filing_remark_append_only BEFORE UPDATE OR DELETE ON filing_remark FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE filing_sender (
  agency_id uuid NOT NULL CONSTRAINT filing_sender_agency REFERENCES agency,
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  level text NOT NULL CONSTRAINT filing_sender_level CHECK (level IN ('1', '2', '3', '4', '5', '6')),
  filing_key text NOT NULL,
  log_key text NOT NULL,
  last_number integer NOT NULL DEFAULT 0,
  last_id uuid,
  last_digest text,
  last_period text,
  enrolled_by uuid NOT NULL,
  enrolled_at timestamptz NOT NULL,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT filing_sender_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT filing_sender_code UNIQUE (agency_id, code)
);
COMMENT ON TABLE filing_sender IS 'Bodies below from which this one takes filings, with the keys and level they are known by, and the last package taken from each. Changes are journal rows.';
GRANT SELECT, INSERT, UPDATE (name, level, filing_key, log_key, last_number, last_id, last_digest, last_period, enrolled_by, enrolled_at, row_version) ON filing_sender TO chengming_app;

CREATE TABLE filing_received (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  sender_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL CONSTRAINT filing_received_kind CHECK (kind IN ('full', 'changes')),
  period text NOT NULL,
  body bytea NOT NULL,
  digest text NOT NULL,
  seal text NOT NULL,
  receipt text NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT filing_received_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT filing_received_number UNIQUE (agency_id, sender_id, number),
  CONSTRAINT filing_received_sender FOREIGN KEY (agency_id, sender_id) REFERENCES filing_sender (agency_id, id)
);
COMMENT ON TABLE filing_received IS 'Packages taken in from below, exactly as they came, with the receipt given. Append-only.';
GRANT SELECT, INSERT ON filing_received TO chengming_app;
CREATE TRIGGER filing_received_append_only BEFORE UPDATE OR DELETE ON filing_received FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE filing_intake (
  agency_id uuid NOT NULL CONSTRAINT filing_intake_agency REFERENCES agency,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  channel text NOT NULL CONSTRAINT filing_intake_channel CHECK (channel IN ('http', 'file')),
  sender_id uuid,
  refusal text,
  digest text NOT NULL,
  bytes integer NOT NULL,
  CONSTRAINT filing_intake_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT filing_intake_sender FOREIGN KEY (agency_id, sender_id) REFERENCES filing_sender (agency_id, id)
);
CREATE INDEX filing_intake_newest ON filing_intake (agency_id, at DESC);
COMMENT ON TABLE filing_intake IS 'Every package that arrived, taken or refused by code; digest is the SHA-256 of the bytes that came. Append-only.';
GRANT SELECT, INSERT ON filing_intake TO chengming_app;
CREATE TRIGGER filing_intake_append_only BEFORE UPDATE OR DELETE ON filing_intake FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE filing_held (
  agency_id uuid NOT NULL,
  sender_id uuid NOT NULL,
  part text NOT NULL CONSTRAINT filing_held_part CHECK (part IN ('catalogue', 'flows', 'register')),
  code text NOT NULL,
  digest text NOT NULL,
  entry jsonb NOT NULL,
  received_id uuid NOT NULL,
  CONSTRAINT filing_held_pk PRIMARY KEY (agency_id, sender_id, part, code),
  CONSTRAINT filing_held_received FOREIGN KEY (agency_id, received_id) REFERENCES filing_received (agency_id, id)
);
COMMENT ON TABLE filing_held IS 'What each sender has on file now: the sum of its packages.';
GRANT SELECT, INSERT, UPDATE (digest, entry, received_id), DELETE ON filing_held TO chengming_app;

CREATE TABLE filing_comment (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  received_id uuid NOT NULL,
  part text NOT NULL CONSTRAINT filing_comment_part CHECK (part IN ('package', 'catalogue', 'flows', 'register')),
  code text NOT NULL,
  kind text NOT NULL CONSTRAINT filing_comment_kind CHECK (kind IN ('object', 'suggest', 'no-objection')),
  text text NOT NULL,
  person_id uuid NOT NULL,
  post_name text NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT filing_comment_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT filing_comment_received FOREIGN KEY (agency_id, received_id) REFERENCES filing_received (agency_id, id)
);
COMMENT ON TABLE filing_comment IS 'What the recipient says of a package, item by item; returned to the sender as a signed document. Append-only.';
GRANT SELECT, INSERT ON filing_comment TO chengming_app;
CREATE TRIGGER filing_comment_append_only BEFORE UPDATE OR DELETE ON filing_comment FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE filing_reference (
  agency_id uuid NOT NULL CONSTRAINT filing_reference_agency REFERENCES agency,
  code text NOT NULL,
  name text NOT NULL,
  type_code text NOT NULL,
  statutory_limit jsonb,
  committed_limit jsonb,
  changed_at timestamptz NOT NULL,
  CONSTRAINT filing_reference_pk PRIMARY KEY (agency_id, code)
);
COMMENT ON TABLE filing_reference IS 'The list against which a recipient reconciles what its senders hold: by basic or implementation code, with the limits that should be theirs. Changes are journal rows.';
GRANT SELECT, INSERT, UPDATE (name, type_code, statutory_limit, committed_limit, changed_at), DELETE ON filing_reference TO chengming_app;
