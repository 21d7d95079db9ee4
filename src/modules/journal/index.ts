export { writeJournal, type JournalInput } from './db/write-journal.ts';
export type { ActorRef } from './domain/row.ts';
