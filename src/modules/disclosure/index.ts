export { openObligation, type OpenObligation } from './use-cases/open-obligation.ts';
export { fixPublicView, type FixPublicView } from './use-cases/fix-public-view.ts';
export { cancelObligation, type CancelObligation } from './use-cases/cancel-obligation.ts';
export { turnEpoch } from './db/public-case-transactor.ts';
export { isItemShown } from './db/item-reader.ts';
export { isOwed } from './db/obligation-reader.ts';
export { endOwedVersion, oweVersion } from './use-cases/owe-version.ts';
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
export { mayAskToWithhold } from './policy.ts';
export { requestException, type RequestInput } from './use-cases/exceptions/request-exception.ts';
export { actOnException, type ActInput } from './use-cases/exceptions/act-on-exception.ts';
export { sweepExceptions } from './use-cases/exceptions/sweep-exceptions.ts';
export { listExceptions, type FiledException } from './use-cases/exceptions/list-exceptions.ts';
export {
  findElementHolds,
  findRuleException,
  findWholeException,
  groundText,
  heldElements,
  lockDisclosure,
  narrowedDocuments,
  parseHeld,
  recordKept,
  type WithheldElement,
} from './db/exceptions/holds.ts';
export { withholdElements, withoutElements } from './domain/exceptions/withhold.ts';
export { opensDocument, type DocumentReader, type NarrowerScope } from './domain/exceptions/subjects.ts';
export type { ExceptionRefusal } from './domain/exceptions/errors.ts';
export {
  countByYear,
  listRegister,
  type RegisterEntry,
  type YearlyCount,
} from './db/exceptions/register-reader.ts';
