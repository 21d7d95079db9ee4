-- Agency → office → post → person (requirement A1), with dated assignments (A2) and graded responsibility (S9-9).
CREATE TABLE agency (
  id uuid CONSTRAINT agency_pk PRIMARY KEY,
  slug text NOT NULL CONSTRAINT agency_slug_unique UNIQUE CONSTRAINT agency_slug CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,63}$'),
  import_key text CONSTRAINT agency_import_key_unique UNIQUE,
  name text NOT NULL,
  kind text NOT NULL CONSTRAINT agency_kind CHECK (kind IN ('administrative', 'party', 'institution', 'enterprise', 'supervision', 'government')),
  level text NOT NULL CONSTRAINT agency_level CHECK (level IN ('1', '2', '3', '4', '5', '6')),
  division_code text NOT NULL,
  uscc text CONSTRAINT agency_uscc_unique UNIQUE,
  parent_id uuid CONSTRAINT agency_parent REFERENCES agency,
  details jsonb NOT NULL DEFAULT '{}',
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE agency IS 'Bodies that hold or supervise powers; details holds contact, hours and channels.';
GRANT SELECT, INSERT, UPDATE ON agency TO chengming_app;

CREATE TABLE office (
  agency_id uuid NOT NULL CONSTRAINT office_agency REFERENCES agency,
  id uuid NOT NULL,
  import_key text,
  name text NOT NULL,
  kind text NOT NULL CONSTRAINT office_kind CHECK (kind IN ('leadership', 'office', 'supervision', 'supervision-external')),
  functions text NOT NULL DEFAULT '',
  leader_person_id uuid,
  head_person_id uuid,
  sort integer NOT NULL DEFAULT 0,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT office_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT office_import_key_unique UNIQUE (agency_id, import_key)
);
COMMENT ON TABLE office IS 'Offices 处室 with the leader in charge 分管领导 and the first responsible person 处室负责人.';
GRANT SELECT, INSERT, UPDATE ON office TO chengming_app;

CREATE TABLE post (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  office_id uuid NOT NULL,
  import_key text,
  name text NOT NULL,
  kind text NOT NULL,
  duties text NOT NULL DEFAULT '',
  sort integer NOT NULL DEFAULT 0,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT post_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT post_office FOREIGN KEY (agency_id, office_id) REFERENCES office (agency_id, id),
  CONSTRAINT post_import_key_unique UNIQUE (agency_id, import_key)
);
COMMENT ON TABLE post IS 'Posts 岗位: what a step of a flow is assigned to.';
GRANT SELECT, INSERT, UPDATE ON post TO chengming_app;

CREATE TABLE person (
  agency_id uuid NOT NULL CONSTRAINT person_agency REFERENCES agency,
  id uuid NOT NULL,
  import_key text,
  name text NOT NULL,
  staff_no text NOT NULL,
  title text NOT NULL DEFAULT '',
  active boolean NOT NULL DEFAULT true,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT person_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT person_staff_no_unique UNIQUE (agency_id, staff_no),
  CONSTRAINT person_import_key_unique UNIQUE (agency_id, import_key)
);
COMMENT ON TABLE person IS 'Members of staff.';
GRANT SELECT, INSERT, UPDATE ON person TO chengming_app;

CREATE TABLE assignment (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  post_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT assignment_kind CHECK (kind IN ('holder', 'deputy', 'delegate')),
  valid_from date NOT NULL,
  valid_to date CONSTRAINT assignment_span CHECK (valid_to >= valid_from),
  CONSTRAINT assignment_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT assignment_post FOREIGN KEY (agency_id, post_id) REFERENCES post (agency_id, id),
  CONSTRAINT assignment_person FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
COMMENT ON TABLE assignment IS 'Who holds a post, deputises (AB角) or acts by delegation, between dates (both inclusive).';
CREATE INDEX assignment_by_person ON assignment (agency_id, person_id);
CREATE INDEX assignment_by_post ON assignment (agency_id, post_id);
GRANT SELECT, INSERT, UPDATE (valid_to) ON assignment TO chengming_app;
