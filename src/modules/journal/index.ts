export { writeJournal, type JournalInput } from './db/write-journal.ts';
export type { ActorRef } from './domain/row.ts';
export { alteredJournalRows } from './db/check-journal.ts';
