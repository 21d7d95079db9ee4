export { CASE_STATES, STATE_ACTIONS, type CaseAction, type CaseState } from './domain/states.ts';
export type { CaseRefusal, CaseRefusalCode, FieldRefusal } from './domain/errors.ts';
export { Party } from './domain/party.ts';
export {
  submitApplication,
  type Submitted,
  type SubmitInput,
  type UploadedFile,
} from './use-cases/submit-application.ts';
export { completeStep, type CompleteInput } from './use-cases/complete-step.ts';
export { handleInstantly, type InstantInput } from './use-cases/handle-instantly.ts';
export { addFiles, stateAndDefend, supplement, withdraw } from './use-cases/party-acts.ts';
export { addNote, giveBack, recuse, resume, suspend, terminate } from './use-cases/staff-acts.ts';
export { fireDueTimers, markLateClocks, recomputeDeadlines } from './use-cases/sweep.ts';
export { shownTerms } from './db/bind-power.ts';
export { readHandling } from './use-cases/read-handling.ts';
export type { HandlingCount } from './db/handling-counts.ts';
export { casesLoops } from './worker/cases-loops.ts';
export { casesApi } from './api/cases-api.ts';
export { applicationsApi } from './api/applications-api.ts';
export { applyPortal } from './portal/apply-portal.tsx';
export { previewPortal } from './portal/preview-portal.tsx';
export { myPortal } from './portal/my-portal.tsx';
