-- Trials (C5): why one is decided before its last day, and the longest time counted over returned trials too.
ALTER TABLE power_trial_decision ADD COLUMN early_reason text CONSTRAINT power_trial_decision_early CHECK (early_reason <> '');
COMMENT ON COLUMN power_trial_decision.early_reason IS 'Why it was decided before its last day; null on that day or later, and for what replaced it.';
COMMENT ON COLUMN power_trial.since IS 'The day from which the longest time counts: the first day, moved back by every day on which an earlier version was tried since one was last final.';
