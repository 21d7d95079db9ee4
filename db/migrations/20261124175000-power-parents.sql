CREATE TABLE power_parent (
  code text NOT NULL,
  name text NOT NULL,
  type_code text NOT NULL,
  levels jsonb NOT NULL,
  bases jsonb NOT NULL DEFAULT '[]',
  issuer text NOT NULL,
  edition text NOT NULL,
  status text NOT NULL DEFAULT 'in-force',
  changed_at timestamptz NOT NULL,
  CONSTRAINT power_parent_pk PRIMARY KEY (code),
  CONSTRAINT power_parent_code CHECK (code ~ '^[0-9]{12}$'),
  CONSTRAINT power_parent_status CHECK (status IN ('in-force', 'cancelled'))
);
COMMENT ON TABLE power_parent IS 'Entries of the licence lists and catalogues above, by basic code (B11). Codes are exempt from the agency key: they are assigned nationally. Changes are journal rows.';
GRANT SELECT, INSERT, UPDATE ON power_parent TO chengming_app;

-- What was published before there was a catalogue rests on the entry that its own content states.
INSERT INTO power_parent (code, name, type_code, levels, bases, issuer, edition, changed_at)
SELECT DISTINCT ON (content ->> 'basicCode')
       content ->> 'basicCode', content ->> 'name', type_code, jsonb_build_array(content ->> 'level'),
       '[]'::jsonb, '升级时由已公布事项生成，待导入上级目录核对', '0', published_at
  FROM power_version
 WHERE state = 'published' AND type_code = '01' AND content ->> 'basicCode' ~ '^[0-9]{12}$'
 ORDER BY content ->> 'basicCode', n DESC;
