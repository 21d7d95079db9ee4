-- Whom a reminder went to, of what, and how the return stood then (B1).
ALTER TABLE campaign_reminder
  ADD COLUMN persons uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN due date,
  ADD COLUMN state text;
COMMENT ON TABLE campaign_reminder IS 'Reminders given before and after the date of a campaign, each once: to whom, for which date, and how the return stood. Append-only.';
CREATE TRIGGER campaign_reminder_append_only BEFORE UPDATE OR DELETE ON campaign_reminder FOR EACH ROW EXECUTE FUNCTION refuse_change();
