-- A whole rule may be withheld before it is public (B7, B10): it is known by the record of its version.
ALTER TABLE disclosure_exception
  DROP CONSTRAINT disclosure_exception_subject,
  DROP CONSTRAINT disclosure_exception_whose,
  ADD CONSTRAINT disclosure_exception_subject
    CHECK (subject_kind IN ('power', 'power-field', 'case-field', 'document', 'rule')),
  ADD CONSTRAINT disclosure_exception_whose CHECK (CASE subject_kind
    WHEN 'power' THEN num_nonnulls(power_id) = 1 AND num_nonnulls(case_id, document_id, element) = 0
    WHEN 'power-field' THEN num_nonnulls(power_id, element) = 2 AND num_nonnulls(case_id, document_id) = 0
    WHEN 'case-field' THEN num_nonnulls(case_id, element) = 2 AND num_nonnulls(power_id, document_id) = 0
    WHEN 'rule' THEN num_nonnulls(power_id, case_id, document_id, element) = 0
    ELSE num_nonnulls(case_id, document_id) = 2 AND num_nonnulls(power_id, element) = 0 END);
CREATE UNIQUE INDEX disclosure_exception_one_rule ON disclosure_exception (agency_id, subject_rid)
  WHERE subject_kind = 'rule' AND state IN ('requested', 'signed', 'reviewed', 'in-force');
