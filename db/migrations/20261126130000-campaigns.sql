-- Clean-up campaigns 清权 (B1): every office in scope returns which powers it holds, signed; what is left out shows.
CREATE TABLE campaign (
  agency_id uuid NOT NULL CONSTRAINT campaign_agency REFERENCES agency,
  id uuid NOT NULL,
  name text NOT NULL,
  basis text NOT NULL,
  type_codes jsonb NOT NULL,
  phases jsonb NOT NULL,
  deadline date NOT NULL,
  state text NOT NULL DEFAULT 'open' CONSTRAINT campaign_state CHECK (state IN ('open', 'closed')),
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closing jsonb,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT campaign_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT campaign_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL AND closing IS NOT NULL))
);
COMMENT ON TABLE campaign IS 'A clean-up of powers with its scope, phases and date; closing holds the findings as they stood and how each was explained.';
GRANT SELECT, INSERT, UPDATE (state, closed_at, closing, row_version) ON campaign TO chengming_app;

CREATE TABLE campaign_task (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  office_id uuid NOT NULL,
  nil boolean NOT NULL DEFAULT false,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT campaign_task_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT campaign_task_once UNIQUE (agency_id, campaign_id, office_id),
  CONSTRAINT campaign_task_campaign FOREIGN KEY (agency_id, campaign_id) REFERENCES campaign (agency_id, id),
  CONSTRAINT campaign_task_office FOREIGN KEY (agency_id, office_id) REFERENCES office (agency_id, id)
);
COMMENT ON TABLE campaign_task IS 'What one office has to return; its state follows from its entries and from what was signed over them.';
GRANT SELECT, INSERT, UPDATE (nil, row_version) ON campaign_task TO chengming_app;

CREATE TABLE campaign_entry (
  agency_id uuid NOT NULL,
  task_id uuid NOT NULL,
  power_id uuid NOT NULL,
  version_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT campaign_entry_kind CHECK (kind IN ('keep', 'adjust', 'new', 'give-up')),
  note text NOT NULL DEFAULT '',
  CONSTRAINT campaign_entry_pk PRIMARY KEY (agency_id, task_id, power_id),
  CONSTRAINT campaign_entry_task FOREIGN KEY (agency_id, task_id) REFERENCES campaign_task (agency_id, id),
  CONSTRAINT campaign_entry_version FOREIGN KEY (agency_id, version_id) REFERENCES power_version (agency_id, id),
  CONSTRAINT campaign_entry_note CHECK (kind IN ('keep', 'new') OR note <> '')
);
COMMENT ON TABLE campaign_entry IS 'Powers an office says it holds: kept as published, adjusted, new, or given up with the reason.';
GRANT SELECT, INSERT, DELETE ON campaign_entry TO chengming_app;

CREATE TABLE campaign_act (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  act text NOT NULL CONSTRAINT campaign_act_act CHECK (act IN ('sign', 'countersign', 'return', 'pass', 'release')),
  person_id uuid NOT NULL,
  post_name text NOT NULL,
  digest text NOT NULL,
  reason text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  seq integer NOT NULL,
  CONSTRAINT campaign_act_order UNIQUE (agency_id, task_id, seq),
  CONSTRAINT campaign_act_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT campaign_act_task FOREIGN KEY (agency_id, task_id) REFERENCES campaign_task (agency_id, id)
);
COMMENT ON TABLE campaign_act IS 'Who signed, countersigned, returned, passed or released a return, at which post, over which digest; seq is the row version of the return that the act made. Append-only.';
GRANT SELECT, INSERT ON campaign_act TO chengming_app;
CREATE TRIGGER campaign_act_append_only BEFORE UPDATE OR DELETE ON campaign_act FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE campaign_excuse (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT campaign_excuse_kind CHECK (kind IN ('late', 'refused')),
  reason text NOT NULL,
  person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT campaign_excuse_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT campaign_excuse_task FOREIGN KEY (agency_id, task_id) REFERENCES campaign_task (agency_id, id)
);
COMMENT ON TABLE campaign_excuse IS 'Written reasons of an office that is late or refuses; they stay on record. Append-only.';
GRANT SELECT, INSERT ON campaign_excuse TO chengming_app;
CREATE TRIGGER campaign_excuse_append_only BEFORE UPDATE OR DELETE ON campaign_excuse FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE campaign_explanation (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  finding text NOT NULL,
  ground text NOT NULL CONSTRAINT campaign_explanation_ground CHECK (ground IN ('not-held', 'cancelled', 'transferred', 'covered', 'will-register')),
  text text NOT NULL,
  person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT campaign_explanation_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT campaign_explanation_campaign FOREIGN KEY (agency_id, campaign_id) REFERENCES campaign (agency_id, id)
);
COMMENT ON TABLE campaign_explanation IS 'Who explained which finding of the completeness audit, and how; the newest counts. Append-only.';
GRANT SELECT, INSERT ON campaign_explanation TO chengming_app;
CREATE TRIGGER campaign_explanation_append_only BEFORE UPDATE OR DELETE ON campaign_explanation FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE campaign_reminder (
  agency_id uuid NOT NULL,
  task_id uuid NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT campaign_reminder_pk PRIMARY KEY (agency_id, task_id, kind),
  CONSTRAINT campaign_reminder_task FOREIGN KEY (agency_id, task_id) REFERENCES campaign_task (agency_id, id)
);
COMMENT ON TABLE campaign_reminder IS 'Reminders given before and after the date of a campaign, each once.';
GRANT SELECT, INSERT ON campaign_reminder TO chengming_app;
