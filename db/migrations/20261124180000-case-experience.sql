-- How the cases of an item have gone: what its page tells, kept as counts so that a page costs the same for one case and a million.
ALTER TABLE public_case ADD COLUMN in_time boolean;
COMMENT ON COLUMN public_case.in_time IS 'Of a published result: decided by its day. Null while nothing is decided or the case had no day.';
ALTER TABLE public_item
  ADD COLUMN finished integer NOT NULL DEFAULT 0,
  ADD COLUMN in_time integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN public_item.finished IS 'Cases with a published result, decided by a day they had.';
COMMENT ON COLUMN public_item.in_time IS 'Those of them decided by that day.';
