-- What the home page of whoever files or takes filings counts, without reading every entry on file.
ALTER TABLE filing_sender ADD COLUMN differences integer;
COMMENT ON COLUMN filing_sender.differences IS 'Differences from the reference list, counted when a package is taken and when the list is replaced; null until then.';
GRANT UPDATE (differences) ON filing_sender TO chengming_app;
CREATE INDEX filing_comment_of ON filing_comment (agency_id, received_id);
CREATE INDEX filing_remark_of ON filing_remark (agency_id, package_id);
