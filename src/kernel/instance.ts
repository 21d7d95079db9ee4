import { Uuid } from './ids.ts';

/** Stands where an agency stands in rows about the whole instance: the ledger's keys, the calendar. */
export const INSTANCE_AGENCY = Uuid.parse('00000000-0000-7000-8000-000000000000');
