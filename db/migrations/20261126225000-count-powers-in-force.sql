-- What the home page counts is what the charts show: powers in force, without those that were cancelled or transferred.
UPDATE power_count k
   SET n = (SELECT count(*) FROM power_in_force f
             WHERE f.agency_id = k.agency_id AND f.type_code = k.type_code AND f.status = 'in-force');
COMMENT ON TABLE power_count IS 'Powers in force by agency and type, counted when they change and never on the request path.';
