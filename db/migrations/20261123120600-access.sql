-- Who may log in, with which roles, and what they are logged in with. Secrets are stored as digests only.
CREATE TABLE login (
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  account text NOT NULL CONSTRAINT login_account_unique UNIQUE CONSTRAINT login_account CHECK (account ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
  password_hash text NOT NULL,
  totp_secret text,
  totp_last_step bigint,
  recovery_hashes text[] NOT NULL DEFAULT '{}',
  failures integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  disabled boolean NOT NULL DEFAULT false,
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CONSTRAINT login_pk PRIMARY KEY (agency_id, person_id),
  CONSTRAINT login_person FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id)
);
COMMENT ON TABLE login IS 'Accounts of staff: Argon2id hash, optional TOTP secret, failures since the last success.';
GRANT SELECT, INSERT, UPDATE ON login TO chengming_app;

CREATE TABLE role_grant (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  role text NOT NULL CONSTRAINT role_grant_role CHECK (role IN ('registrar', 'office-head', 'leader', 'first-responsible', 'review-office', 'disclosure-reviewer', 'handler', 'supervisor', 'auditor', 'org-admin', 'operator')),
  office_id uuid,
  granted_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT role_grant_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT role_grant_person FOREIGN KEY (agency_id, person_id) REFERENCES person (agency_id, id),
  CONSTRAINT role_grant_office FOREIGN KEY (agency_id, office_id) REFERENCES office (agency_id, id)
);
COMMENT ON TABLE role_grant IS 'Roles of persons; with an office, only there. A revoked grant stays on record.';
CREATE UNIQUE INDEX role_grant_once ON role_grant (agency_id, person_id, role, COALESCE(office_id, '00000000-0000-0000-0000-000000000000')) WHERE revoked_at IS NULL;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON role_grant TO chengming_app;

CREATE TABLE session (
  id_hash bytea CONSTRAINT session_pk PRIMARY KEY CONSTRAINT session_hash CHECK (octet_length(id_hash) = 32),
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT session_login FOREIGN KEY (agency_id, person_id) REFERENCES login
);
COMMENT ON TABLE session IS 'Sessions of the desk; the cookie holds the id, this table its SHA-256.';
CREATE INDEX session_by_person ON session (agency_id, person_id);
GRANT SELECT, INSERT, UPDATE (seen_at), DELETE ON session TO chengming_app;

CREATE TABLE api_token (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  name text NOT NULL,
  token_hash bytea NOT NULL CONSTRAINT api_token_hash_unique UNIQUE,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_on date,
  created_at timestamptz NOT NULL,
  CONSTRAINT api_token_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT api_token_login FOREIGN KEY (agency_id, person_id) REFERENCES login
);
COMMENT ON TABLE api_token IS 'Bearer tokens of API clients; shown once, stored as SHA-256.';
GRANT SELECT, INSERT, UPDATE (revoked_at, last_used_on) ON api_token TO chengming_app;
