export {
  FieldRule,
  PowerContent,
  type LegalBasis,
  type Limit,
  type Material,
  isNotAsked,
  type Scope,
} from './domain/content.ts';
export {
  Answer,
  answerProblems,
  FormField,
  isAsked,
  readAnswers,
  type Answers,
} from './domain/application-form.ts';
export { publicationBlockers, type Blocker } from './domain/blockers.ts';
export { burdenOfContent, burdenOfVersion, listAlike, type AlikeItem } from './db/burden-reader.ts';
export { measureWords } from './portal/burden-table.tsx';
export { diffContents, type Difference } from './domain/diff.ts';
export type { PowerRefusal } from './domain/errors.ts';
export {
  defaultCommitmentClass,
  isOnApplication,
  POWER_TYPES,
  powerTypeName,
  type CommitmentClass,
} from './domain/types.ts';
export {
  findPowerInForce,
  findShownVersion,
  findVersion,
  listPowers,
  listVersions,
  type PowerListRow,
  type PowerVersion,
  type PublishedPower,
} from './db/power-reader.ts';
export {
  adjustPower,
  beginAdjustment,
  beginPower,
  draftPower,
  editPower,
  planAdjustment,
  type AdjustInput,
  type DraftInput,
  type EditInput,
  type PlannedAdjustment,
} from './use-cases/draft-power.ts';
export { approvePower, type ApproveInput } from './use-cases/approve-power.ts';
export { publishPower, type PublishInput } from './use-cases/publish-power.ts';
export { decideTrial } from './use-cases/decide-trial.ts';
export { termsOf } from './use-cases/flow-terms.ts';
export { tablePower } from './use-cases/resolve-power.ts';
export { findReadableVersion } from './use-cases/read-version.ts';
export { chartsPortal } from './portal/charts-portal.tsx';
export { flowTrial } from './portal/flow-trial.tsx';
export { findTrial, type PowerTrial } from './db/trial-reader.ts';
export { listTrialsBegun, type BegunTrial } from './db/trial-list-reader.ts';
export { standingOf } from './domain/trial.ts';
export { storeForm, type StoreFormInput } from './use-cases/store-form.ts';
export { deskFormHref, formLinks, publicFormHref, type FormHref } from './portal/form-links.ts';
export { formsPortal } from './portal/forms-portal.ts';
export { posterPortal } from './portal/poster-portal.ts';
export { powersPortal } from './portal/powers-portal.tsx';
export {
  importItems,
  type ImportInput,
  type ImportRefusal,
  type ImportReport,
} from './use-cases/import-items.ts';
export { exportCatalogue, type ExportInput } from './use-cases/export-catalogue.ts';
export { marksOf } from './api/import-marks.ts';
export { SHEET_FAULTS } from './api/sheet-words.ts';
export { importParents, type ParentRefusal, type ParentReport } from './use-cases/import-parents.ts';
export type { RowFinding } from './domain/import-rows.ts';
export { simplificationPortal } from './portal/simplification-portal.tsx';
export { powersLoops } from './worker/powers-loops.ts';
export { powersApi } from './api/powers-api.ts';
export { formKeysAmong } from './db/form-files.ts';
export { refusePower } from './api/refuse.ts';
