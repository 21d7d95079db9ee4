-- What a sender had on file with each package, so that a later one can be shown against it; packages taken before this have none.
ALTER TABLE filing_received ADD COLUMN listing jsonb;
COMMENT ON COLUMN filing_received.listing IS 'Name and digest of every entry the sender had on file with this package, by part and code.';
