-- A meeting decides by the rules it was opened under; changing its body later changes nothing of it (A4).
ALTER TABLE meeting
  ADD COLUMN body_name text,
  ADD COLUMN series text,
  ADD COLUMN quorum text CONSTRAINT meeting_quorum CHECK (quorum IN ('more-than-half', 'two-thirds')),
  ADD COLUMN decides text CONSTRAINT meeting_decides CHECK (decides IN ('head', 'majority-of-members', 'majority-of-present')),
  ADD COLUMN chair_id uuid;
UPDATE meeting AS m SET body_name = b.name, series = b.series, quorum = b.quorum, decides = b.decides, chair_id = b.chair_id
FROM deliberative_body AS b
WHERE b.agency_id = m.agency_id AND b.id = m.body_id AND m.state <> 'planned';
ALTER TABLE meeting ADD CONSTRAINT meeting_rules CHECK (
  (state = 'planned') = (body_name IS NULL) AND (state = 'planned') = (series IS NULL) AND (state = 'planned') = (quorum IS NULL)
  AND (state = 'planned') = (decides IS NULL) AND (state = 'planned') = (chair_id IS NULL)
);
COMMENT ON TABLE meeting IS 'A meeting of a body; who belongs to it and by which rules it decides is fixed when it opens.';
GRANT UPDATE (body_name, series, quorum, decides, chair_id) ON meeting TO chengming_app;

-- Numbers belong to a series, whichever body uses it: a series that moves on to another body goes on counting.
ALTER TABLE resolution_counter ADD COLUMN series text;
UPDATE resolution_counter AS c SET series = b.series FROM deliberative_body AS b WHERE b.agency_id = c.agency_id AND b.id = c.body_id;
ALTER TABLE resolution_counter ALTER COLUMN series SET NOT NULL;
ALTER TABLE resolution_counter DROP CONSTRAINT resolution_counter_pk;
ALTER TABLE resolution_counter DROP COLUMN body_id;
ALTER TABLE resolution_counter ADD CONSTRAINT resolution_counter_pk PRIMARY KEY (agency_id, series, year);
COMMENT ON TABLE resolution_counter IS 'Numbers of resolutions without gaps, by series and year.';
