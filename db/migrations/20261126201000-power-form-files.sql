-- Blank forms 空白表格 and filled-in samples 样表 that versions of powers carry (requirement B2; 行政许可法 arts. 29, 30).
CREATE TABLE power_form_file (
  agency_id uuid NOT NULL,
  sha256 text NOT NULL CONSTRAINT power_form_file_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  file_key text NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL CONSTRAINT power_form_file_size CHECK (size > 0),
  uploaded_at timestamptz NOT NULL,
  CONSTRAINT power_form_file_pk PRIMARY KEY (agency_id, sha256),
  CONSTRAINT power_form_file_agency FOREIGN KEY (agency_id) REFERENCES agency (id)
);
COMMENT ON TABLE power_form_file IS 'Blank forms and samples by their digest, one object an agency however many versions carry it (ADR 0021). name: as it was uploaded last; what a version calls it stands in its content. What no version carries is forgotten in time.';
CREATE INDEX power_form_file_key ON power_form_file (file_key);
GRANT SELECT, INSERT, UPDATE (name, uploaded_at), DELETE ON power_form_file TO chengming_app;

CREATE TABLE power_version_form_file (
  agency_id uuid NOT NULL,
  version_id uuid NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT power_version_form_file_pk PRIMARY KEY (agency_id, version_id, sha256),
  CONSTRAINT power_version_form_file_version FOREIGN KEY (agency_id, version_id) REFERENCES power_version (agency_id, id)
    -- A version that is published as it comes into being names its files first: afterwards they are final.
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT power_version_form_file_file FOREIGN KEY (agency_id, sha256) REFERENCES power_form_file (agency_id, sha256)
);
COMMENT ON TABLE power_version_form_file IS 'Which files the content of a version names, so that none of them is forgotten while it does.';
CREATE INDEX power_version_form_file_of_file ON power_version_form_file (agency_id, sha256);
GRANT SELECT, INSERT, DELETE ON power_version_form_file TO chengming_app;

CREATE FUNCTION files_of_published_version_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM power_version v
     WHERE v.agency_id = coalesce(NEW.agency_id, OLD.agency_id) AND v.id = coalesce(NEW.version_id, OLD.version_id)
       AND v.state = 'published'
  ) THEN
    RAISE EXCEPTION 'the files of a published version are never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER power_version_form_file_final BEFORE INSERT OR UPDATE OR DELETE ON power_version_form_file
  FOR EACH ROW EXECUTE FUNCTION files_of_published_version_are_final();
