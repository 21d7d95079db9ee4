-- The same item elsewhere (C8): by the basic code that the list above gives it.
CREATE INDEX power_version_basic_code ON power_version ((content ->> 'basicCode')) WHERE state = 'published';
CREATE INDEX filing_held_basic_code ON filing_held (agency_id, (entry ->> 'basicCode')) WHERE part = 'catalogue';
