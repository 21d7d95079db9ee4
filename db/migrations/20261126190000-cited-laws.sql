-- The laws a version cites, kept with it: counting who rests on a law reads an index and no content.
ALTER TABLE power_version ADD COLUMN cites text[] GENERATED ALWAYS AS (cited_laws(content)) STORED;
DROP INDEX power_version_cites;
CREATE INDEX power_version_cites ON power_version USING gin (cites) WHERE state = 'published';
