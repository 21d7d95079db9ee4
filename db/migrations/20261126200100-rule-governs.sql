-- Which steps a rule governs stands in its content alone.
ALTER TABLE rule_governs DROP COLUMN steps;
COMMENT ON TABLE rule_governs IS 'Which powers a published rule version governs; which steps of their flows stands in its content. Append-only.';
