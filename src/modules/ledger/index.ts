export { appendRevision, type RevisionInput } from './db/append-revision.ts';
export { closeFields, restateGround, type NamedField } from './db/close-fields.ts';
export { redactField } from './db/redact-field.ts';
export { coveredLeaves, type CoveredLeaf } from './db/covered-reader.ts';
export { journalProofOf } from './db/journal-proof.ts';
export { endCachedPages } from './db/end-cached-pages.ts';
export { withdrawRecord } from './db/withdraw-record.ts';
export { committedFields, type CommittedFieldView } from './db/committed-fields.ts';
export {
  coverageOf,
  findCoveredRevision,
  findRecord,
  type Coverage,
  type CoveredRevision,
  type FieldView,
  type RecordView,
  type RevisionView,
} from './db/record-reader.ts';
export { ledgerHealth, type LedgerHealth } from './db/health-reader.ts';
export { openingsOf, type FieldOpening } from './db/openings-reader.ts';
export { newestCheckpoint, type Exposed } from './db/log-reader.ts';
export { settleOrigin } from './db/origin.ts';
export { fieldKind, fieldLabel, type SchemaName } from './domain/dictionaries.ts';
export type { FieldInput } from './domain/fields.ts';
export { ledgerRoutes, recordJson } from './http/ledger-routes.ts';
export { settleAfterRestore, type AfterRestore } from './recovery/after-restore.ts';
export type { LostLeaf, RejoinError } from './recovery/rejoin.ts';
export { signReceipt } from './signing/receipt.ts';
export { loadNoteKey, KeyRefusal, type NoteKey } from './signing/keys.ts';
export { createWitness, type Witness } from './witness/witness-server.ts';
export { publishOnce } from './worker/publish-once.ts';
export { ledgerTexts, loadLedgerKeys, type LedgerKeys } from './worker/ledger-keys.ts';
export { ledgerLoops } from './worker/ledger-worker.ts';
