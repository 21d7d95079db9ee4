-- Lists of society's scope by what they are filtered by, so that a page costs what it shows and not what exists.
DROP INDEX public_case_power;
CREATE INDEX public_case_power ON public_case (power_code, closed, accepted_on DESC, rid DESC);
CREATE INDEX public_case_agency ON public_case (agency_id, closed, accepted_on DESC, rid DESC);
CREATE INDEX public_case_closed ON public_case (accepted_on DESC, rid DESC) WHERE closed;

-- The list of what was late goes by the day it was due, as the other lists of obligations do.
DROP INDEX obligation_was_late;
CREATE INDEX obligation_was_late ON obligation (due_on, id) WHERE state = 'met' AND late_at IS NOT NULL AND visible;

CREATE INDEX power_version_newest ON power_version (published_at DESC) WHERE state = 'published';
CREATE INDEX obligation_late_agency ON obligation (agency_id, due_on) WHERE state = 'late' AND visible;
