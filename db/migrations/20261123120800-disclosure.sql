-- Disclosure (requirements D4, E2–E8, X5): what is owed to society and by when, the public view fixed at signing, and
-- the read model of what society may see of a case.
CREATE TABLE obligation (
  agency_id uuid NOT NULL CONSTRAINT obligation_agency REFERENCES agency,
  id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT obligation_kind CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  rid text NOT NULL CONSTRAINT obligation_rid CHECK (rid ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  power_id uuid,
  case_id uuid,
  scope text NOT NULL CONSTRAINT obligation_scope CHECK (scope IN ('leadership', 'unit', 'concerned', 'on-application', 'society')),
  commitment_class text NOT NULL CONSTRAINT obligation_class CHECK (commitment_class IN ('OPEN', 'SEALED')),
  visible boolean NOT NULL,
  derivation jsonb NOT NULL,
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CONSTRAINT obligation_state CHECK (state IN ('open', 'late', 'met', 'excepted')),
  late_at timestamptz,
  met_at timestamptz,
  met_rev integer,
  ground text,
  opened_at timestamptz NOT NULL,
  CONSTRAINT obligation_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT obligation_met CHECK ((state = 'met') = (met_at IS NOT NULL)),
  CONSTRAINT obligation_excepted CHECK ((state = 'excepted') = (ground IS NOT NULL)),
  CONSTRAINT obligation_late CHECK (state <> 'late' OR late_at IS NOT NULL)
);
COMMENT ON TABLE obligation IS 'A record that must be public by a day. late_at stays when it is met afterwards: published late.';
COMMENT ON COLUMN obligation.visible IS 'Whether society may know of it; decided once by scope, kind and class (DECISIONS §3).';
CREATE INDEX obligation_waiting ON obligation (due_at, id) WHERE state = 'open';
CREATE INDEX obligation_due ON obligation (due_on, id) WHERE state = 'open' AND visible;
CREATE INDEX obligation_is_late ON obligation (due_on, id) WHERE state = 'late' AND visible;
CREATE INDEX obligation_was_late ON obligation (met_at DESC, id DESC) WHERE state = 'met' AND late_at IS NOT NULL AND visible;
CREATE INDEX obligation_of_record ON obligation (rid);
GRANT SELECT, INSERT, UPDATE (state, late_at, met_at, met_rev, ground) ON obligation TO chengming_app;

CREATE TABLE publication (
  agency_id uuid NOT NULL CONSTRAINT publication_agency REFERENCES agency,
  id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT publication_kind CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  rid text NOT NULL CONSTRAINT publication_rid CHECK (rid ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  case_id uuid,
  basis text NOT NULL,
  state text NOT NULL CONSTRAINT publication_state CHECK (state IN ('awaiting-review', 'queued', 'published', 'withdrawn')),
  signed_by jsonb NOT NULL,
  signed_at timestamptz NOT NULL,
  publish_after timestamptz NOT NULL,
  reviewed_by uuid,
  reviewed_at timestamptz,
  published_at timestamptz,
  rev integer,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT publication_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT publication_published CHECK ((state IN ('published', 'withdrawn')) = (rev IS NOT NULL) OR state = 'withdrawn')
);
COMMENT ON TABLE publication IS 'The public view of a record as it was fixed at signing (E4): queued ones publish themselves at publish_after.';
CREATE INDEX publication_queued ON publication (publish_after, id) WHERE state = 'queued';
CREATE INDEX publication_review ON publication (agency_id, publish_after, id) WHERE state = 'awaiting-review';
CREATE INDEX publication_of_record ON publication (rid);
GRANT SELECT, INSERT, UPDATE ON publication TO chengming_app;

CREATE TABLE publication_field (
  agency_id uuid NOT NULL,
  publication_id uuid NOT NULL,
  name text NOT NULL CONSTRAINT publication_field_name CHECK (name ~ '^[a-z][a-zA-Z0-9.]{0,63}$'),
  value jsonb,
  treatment text NOT NULL CONSTRAINT publication_field_treatment CHECK (treatment IN ('open', 'mask', 'withhold')),
  basis text NOT NULL,
  hits jsonb NOT NULL DEFAULT '[]',
  CONSTRAINT publication_field_pk PRIMARY KEY (agency_id, publication_id, name),
  CONSTRAINT publication_field_of FOREIGN KEY (agency_id, publication_id) REFERENCES publication (agency_id, id)
);
COMMENT ON TABLE publication_field IS 'Fields of a public view with the masks that were proposed and decided; value is emptied when a view is withdrawn.';
GRANT SELECT, INSERT, UPDATE (value, treatment, hits) ON publication_field TO chengming_app;

CREATE TABLE public_case (
  agency_id uuid NOT NULL CONSTRAINT public_case_agency REFERENCES agency,
  rid text NOT NULL,
  number text,
  power_code text,
  item_open boolean NOT NULL,
  state text NOT NULL,
  closed boolean NOT NULL,
  accepted_on date NOT NULL,
  due_on date,
  natural_person boolean NOT NULL,
  newest_rev integer NOT NULL,
  changed_at timestamptz NOT NULL,
  search tsvector,
  CONSTRAINT public_case_pk PRIMARY KEY (agency_id, rid),
  CONSTRAINT public_case_number_unique UNIQUE (agency_id, number),
  CONSTRAINT public_case_nobody_found CHECK (NOT natural_person OR search IS NULL)
);
COMMENT ON TABLE public_case IS 'Read model: what covered revisions of a case let society see. Made again from the ledger whenever it changes.';
COMMENT ON COLUMN public_case.power_code IS 'For counting; shown only when item_open or when five such cases are open (DECISIONS §3).';
CREATE INDEX public_case_list ON public_case (accepted_on DESC, rid DESC);
CREATE INDEX public_case_running ON public_case (accepted_on DESC, rid DESC) WHERE NOT closed;
CREATE INDEX public_case_power ON public_case (power_code, accepted_on DESC, rid DESC);
CREATE INDEX public_case_number ON public_case (number) WHERE number IS NOT NULL;
CREATE INDEX public_case_due ON public_case (due_on) WHERE NOT closed;
CREATE INDEX public_case_changed ON public_case (changed_at DESC) WHERE number IS NOT NULL;
CREATE INDEX public_case_search ON public_case USING gin (search) WHERE search IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON public_case TO chengming_app;

CREATE TABLE public_item (
  agency_id uuid NOT NULL,
  power_code text NOT NULL,
  running integer NOT NULL,
  CONSTRAINT public_item_pk PRIMARY KEY (agency_id, power_code)
);
COMMENT ON TABLE public_item IS 'How many committed cases of an item are running: below five, lists hide the item.';
GRANT SELECT, INSERT, UPDATE ON public_item TO chengming_app;

CREATE TABLE disclosure_cursor (
  one boolean CONSTRAINT disclosure_cursor_pk PRIMARY KEY DEFAULT true CONSTRAINT disclosure_cursor_one CHECK (one),
  next_index bigint NOT NULL
);
COMMENT ON TABLE disclosure_cursor IS 'First ledger index whose coverage is not settled yet; the row is the lock between workers.';
INSERT INTO disclosure_cursor (next_index) VALUES (0);
GRANT SELECT, UPDATE (next_index) ON disclosure_cursor TO chengming_app;
