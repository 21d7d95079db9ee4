-- Legal basis library (B5, B10): laws and documents with their articles and changes; powers cite them in free text.
CREATE FUNCTION law_key(title text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT regexp_replace(
    regexp_replace(
      regexp_replace(
        coalesce(substring(normalize(title, NFKC) from '《([^》]+)》'), normalize(title, NFKC)),
        '[《》〈〉「」<>"“” \t\r\n]', '', 'g'),
      '^中华人民共和国(?=.)', ''),
    '\((?=[^()]*(?:[0-9]{4}|修正|修订|[0-9]号))[^()]*\)$', '')
$$;
CREATE FUNCTION cited_laws(content jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(array_agg(DISTINCT public.law_key(b ->> 'law')), '{}')
    FROM jsonb_array_elements(coalesce(content -> 'legalBasis', '[]')) b
$$;
CREATE INDEX power_version_cites ON power_version USING gin (cited_laws(content)) WHERE state = 'published';

CREATE TABLE law (
  agency_id uuid NOT NULL CONSTRAINT law_agency REFERENCES agency,
  id uuid NOT NULL,
  title text NOT NULL,
  key text NOT NULL CONSTRAINT law_key_of_title CHECK (key = law_key(title)),
  level text NOT NULL CONSTRAINT law_level CHECK (level IN ('law', 'administrative-regulation', 'decision', 'local-regulation', 'department-rule', 'local-rule', 'normative-document', 'party', 'other')),
  issuer text,
  document_number text,
  promulgated_on date,
  in_force_from date,
  repealed_from date,
  repeal_note text,
  source text NOT NULL,
  amendments jsonb NOT NULL DEFAULT '[]',
  verified_by uuid,
  verified_at timestamptz,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT law_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT law_key_unique UNIQUE (agency_id, key),
  CONSTRAINT law_verified CHECK ((verified_by IS NULL) = (verified_at IS NULL)),
  CONSTRAINT law_verifier FOREIGN KEY (agency_id, verified_by) REFERENCES person (agency_id, id)
);
COMMENT ON TABLE law IS 'Laws and documents that powers rest on, with their changes (amendments: day decided, day in force, note, article keys changed); verified: somebody checked the entry against the official text, and when. A change voids that.';
CREATE INDEX law_list ON law (title, id);
GRANT SELECT, INSERT, UPDATE (title, key, level, issuer, document_number, promulgated_on, in_force_from, repealed_from, repeal_note, source, amendments, verified_by, verified_at, row_version, updated_at) ON law TO chengming_app;

CREATE TABLE law_article (
  agency_id uuid NOT NULL,
  law_id uuid NOT NULL,
  ord integer NOT NULL,
  key text NOT NULL,
  number text NOT NULL,
  text_kind text NOT NULL CONSTRAINT law_article_text_kind CHECK (text_kind IN ('text', 'summary')),
  text text NOT NULL,
  valid_from date,
  ended_from date,
  CONSTRAINT law_article_pk PRIMARY KEY (agency_id, law_id, ord),
  CONSTRAINT law_article_once UNIQUE NULLS NOT DISTINCT (agency_id, law_id, key, valid_from),
  CONSTRAINT law_article_law FOREIGN KEY (agency_id, law_id) REFERENCES law (agency_id, id),
  CONSTRAINT law_article_span CHECK (ended_from IS NULL OR valid_from IS NULL OR valid_from < ended_from)
);
COMMENT ON TABLE law_article IS 'Articles of a law in order, each with its wording or what it says in own words, valid from a day until the day before ended_from; replaced as a whole with the entry.';
GRANT SELECT, INSERT, DELETE ON law_article TO chengming_app;
