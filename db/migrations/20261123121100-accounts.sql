-- Accounts as people keep them: second factors being set up, attempts counted by device, scopes of tokens; delegations.
ALTER TABLE login
  ADD COLUMN totp_pending text,
  DROP COLUMN failures,
  DROP COLUMN locked_until;
COMMENT ON COLUMN login.totp_secret IS 'Shared secret of RFC 6238: the server needs it readable, unlike every other secret here.';
COMMENT ON COLUMN login.totp_pending IS 'Secret shown to the person and not yet confirmed by a first code.';
COMMENT ON COLUMN login.recovery_hashes IS 'SHA-256 of unused recovery codes (80 random bits each), hex.';

CREATE TABLE login_device (
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  digest bytea NOT NULL CONSTRAINT login_device_digest CHECK (octet_length(digest) = 32),
  created_at timestamptz NOT NULL,
  CONSTRAINT login_device_pk PRIMARY KEY (agency_id, person_id, digest),
  CONSTRAINT login_device_login FOREIGN KEY (agency_id, person_id) REFERENCES login
);
COMMENT ON TABLE login_device IS 'Devices an account was logged in from: their attempts are counted apart, so strangers cannot make them wait.';
GRANT SELECT, INSERT, DELETE ON login_device TO chengming_app;

CREATE TABLE login_pace (
  account_digest bytea NOT NULL,
  device_digest bytea NOT NULL,
  failures integer NOT NULL,
  wait_until timestamptz NOT NULL,
  CONSTRAINT login_pace_pk PRIMARY KEY (account_digest, device_digest)
);
COMMENT ON TABLE login_pace IS 'Attempts since the last success by account name, known or not, and by device (empty: strangers).';
GRANT SELECT, INSERT, UPDATE, DELETE ON login_pace TO chengming_app;

CREATE INDEX session_by_expiry ON session (expires_at);

ALTER TABLE api_token
  ADD COLUMN scopes text[] NOT NULL DEFAULT '{read}'
    CONSTRAINT api_token_scopes CHECK (scopes <@ '{read,write}'::text[] AND 'read' = ANY (scopes));
COMMENT ON COLUMN api_token.scopes IS 'What the token may do of what its person may: read, or read and write.';
CREATE INDEX api_token_by_person ON api_token (agency_id, person_id);

ALTER TABLE assignment
  ADD COLUMN delegated_by uuid,
  ADD COLUMN reason text,
  ADD CONSTRAINT assignment_delegated_by FOREIGN KEY (agency_id, delegated_by) REFERENCES person (agency_id, id),
  ADD CONSTRAINT assignment_delegation CHECK (
    (kind = 'delegate') = (delegated_by IS NOT NULL) AND (kind <> 'delegate' OR valid_to IS NOT NULL));
COMMENT ON COLUMN assignment.delegated_by IS 'For delegates: the holder on whose behalf they act, for a time with an end.';
