-- What an import brought last (requirement B9): importing again tells what the file changed from what the office changed.
ALTER TABLE power_item ADD COLUMN import_digest bytea CONSTRAINT power_item_import_digest CHECK (octet_length(import_digest) = 32);
COMMENT ON COLUMN power_item.import_digest IS 'SHA-256 of the canonical content of the row that was imported last; null for what was never imported.';
GRANT UPDATE (import_digest) ON power_item TO chengming_app;
