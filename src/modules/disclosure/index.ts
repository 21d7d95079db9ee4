export { openObligation, type OpenObligation } from './use-cases/open-obligation.ts';
export { fixPublicView, type FixPublicView } from './use-cases/fix-public-view.ts';
export { cancelObligation, type CancelObligation } from './use-cases/cancel-obligation.ts';
export { isItemShown } from './db/item-reader.ts';
export { isOwed } from './db/obligation-reader.ts';
export { closeToPublic, type CloseToPublic } from './use-cases/close-to-public.ts';
export { publishDue } from './use-cases/publish-due.ts';
export { HELD_GROUND } from './domain/held-ground.ts';
export { RARE, showsItem } from './domain/public-case.ts';
export type { FieldRule } from './domain/field-rule.ts';
export { KINDS, type CommitmentClass, type ObligationKind } from './domain/kinds.ts';
export type { FieldValue, ViewField } from './domain/public-view.ts';
export { READERS, SCOPES, sees, type Reader, type Scope } from './domain/scopes.ts';
export {
  correctRecord,
  redactPublished,
  withdrawPublished,
  type CorrectInput,
  type RedactInput,
  type WithdrawInput,
} from './use-cases/change-published.ts';
export { markLate } from './use-cases/mark-late.ts';
export { reviewPublication, type ReviewInput } from './use-cases/review-publication.ts';
export { settleCovered } from './use-cases/settle-covered.ts';
export { disclosureLoops } from './worker/disclosure-loops.ts';
export type { DisclosureRefusal } from './domain/errors.ts';
export { disclosureApi } from './api/disclosure-api.ts';
export { findExperience, type Experience } from './db/experience-reader.ts';
