import type { LegalDay } from '#kernel';
import type { Blocker } from './blockers.ts';
import type { PowerContent } from './content.ts';
import type { TrialOutcome } from './trial.ts';

export type PowerRefusal =
  | { readonly code: 'powers/forbidden' }
  | { readonly code: 'powers/foreign-office' }
  | { readonly code: 'powers/not-readable' }
  | { readonly code: 'powers/not-found' }
  | { readonly code: 'powers/not-in-this-state'; readonly state: string }
  | {
      readonly code: 'powers/stale';
      readonly rowVersion: number;
      readonly differs: readonly (keyof PowerContent)[];
    }
  | { readonly code: 'powers/draft-exists' }
  | { readonly code: 'powers/code-taken'; readonly name?: string }
  | { readonly code: 'powers/locked-field'; readonly fields: readonly string[] }
  | { readonly code: 'powers/reason-missing' }
  | { readonly code: 'powers/unknown-reference'; readonly field: 'officeId' | 'flowVersionId' }
  | { readonly code: 'powers/form-unknown'; readonly fields: readonly ('materials' | 'result')[] }
  | { readonly code: 'powers/effective-in-the-past'; readonly today: LegalDay }
  | { readonly code: 'powers/four-eyes' }
  | { readonly code: 'powers/blocked'; readonly blockers: readonly Blocker[] }
  | { readonly code: 'powers/flow-refused'; readonly flow: string }
  | TrialRefusal;

/** What stops a trial from beginning, or from being decided (C5). */
export type TrialRefusal =
  | { readonly code: 'powers/trial-withheld' }
  | { readonly code: 'powers/trial-ends-power' }
  | { readonly code: 'powers/trial-end-missing' }
  | { readonly code: 'powers/trial-end-before-start'; readonly from: LegalDay }
  | { readonly code: 'powers/trial-too-long'; readonly latest: LegalDay; readonly days: number }
  | { readonly code: 'powers/trial-used-up'; readonly used: number; readonly days: number }
  | { readonly code: 'powers/trial-early-reason-missing'; readonly until: LegalDay }
  | { readonly code: 'powers/trial-outlived'; readonly latest: LegalDay }
  | { readonly code: 'powers/not-on-trial' }
  | { readonly code: 'powers/trial-decided'; readonly outcome: TrialOutcome; readonly on: LegalDay }
  | { readonly code: 'powers/trial-not-begun'; readonly from: LegalDay }
  | { readonly code: 'powers/trial-own-hand' }
  | { readonly code: 'powers/trial-nothing-before' };

export const forbidden = (): PowerRefusal => ({ code: 'powers/forbidden' });
/** Who drafts for one office registers nothing for another. */
export const foreignOffice = (): PowerRefusal => ({ code: 'powers/foreign-office' });
/** A draft is read by its office, the leaders and the keepers of the list. */
export const notReadable = (): PowerRefusal => ({ code: 'powers/not-readable' });
export const notFound = (): PowerRefusal => ({ code: 'powers/not-found' });
export const notInThisState = (state: string): PowerRefusal => ({
  code: 'powers/not-in-this-state',
  state,
});
/**
 * Somebody else changed the version since it was read; the row version is the newest, `differs` are the elements in
 * which what was sent differs from what is stored now.
 */
export const stale = (rowVersion: number, differs: readonly (keyof PowerContent)[] = []): PowerRefusal => ({
  code: 'powers/stale',
  rowVersion,
  differs,
});
export const draftExists = (): PowerRefusal => ({ code: 'powers/draft-exists' });
/** The code belongs to another power; its name where the agency may know it. */
export const codeTaken = (name?: string): PowerRefusal => ({
  code: 'powers/code-taken',
  ...(name === undefined ? {} : { name }),
});
/** Fields inherited from the catalogue above (B11) cannot be changed here. */
export const lockedField = (fields: readonly string[]): PowerRefusal => ({
  code: 'powers/locked-field',
  fields,
});
export const reasonMissing = (): PowerRefusal => ({ code: 'powers/reason-missing' });
/** The office or the flow is not one of this agency. */
export const unknownReference = (field: 'officeId' | 'flowVersionId'): PowerRefusal => ({
  code: 'powers/unknown-reference',
  field,
});
/** A form that the agency does not hold, or holds as something else than the content says. */
export const formUnknown = (fields: readonly ('materials' | 'result')[]): PowerRefusal => ({
  code: 'powers/form-unknown',
  fields,
});
/** A version never comes into force before the day it is published: an unpublished power cannot be exercised (B6). */
export const effectiveInThePast = (today: LegalDay): PowerRefusal => ({
  code: 'powers/effective-in-the-past',
  today,
});
export const fourEyesBroken = (): PowerRefusal => ({ code: 'powers/four-eyes' });
export const blocked = (blockers: readonly Blocker[]): PowerRefusal => ({ code: 'powers/blocked', blockers });
export const flowRefused = (flow: string): PowerRefusal => ({ code: 'powers/flow-refused', flow });
/** Society cannot comment on what it may not see. */
export const trialWithheld = (): TrialRefusal => ({ code: 'powers/trial-withheld' });
export const trialEndsPower = (): TrialRefusal => ({ code: 'powers/trial-ends-power' });
export const trialEndMissing = (): TrialRefusal => ({ code: 'powers/trial-end-missing' });
export const trialEndBeforeStart = (from: LegalDay): TrialRefusal => ({
  code: 'powers/trial-end-before-start',
  from,
});
export const trialTooLong = (latest: LegalDay, days: number): TrialRefusal => ({
  code: 'powers/trial-too-long',
  latest,
  days,
});
/** What was tried before it has taken the longest time already. */
export const trialUsedUp = (used: number, days: number): TrialRefusal => ({
  code: 'powers/trial-used-up',
  used,
  days,
});
export const trialEarlyReasonMissing = (until: LegalDay): TrialRefusal => ({
  code: 'powers/trial-early-reason-missing',
  until,
});
/** A version that ends a trial takes effect while it runs or the day after. */
export const trialOutlived = (latest: LegalDay): TrialRefusal => ({ code: 'powers/trial-outlived', latest });
export const notOnTrial = (): TrialRefusal => ({ code: 'powers/not-on-trial' });
export const trialDecided = (outcome: TrialOutcome, on: LegalDay): TrialRefusal => ({
  code: 'powers/trial-decided',
  outcome,
  on,
});
/** What nobody has tried yet cannot be found good. */
export const trialNotBegun = (from: LegalDay): TrialRefusal => ({ code: 'powers/trial-not-begun', from });
/** Who drafted the version or its flow, signed it for the office or put it on trial does not judge it. */
export const trialOwnHand = (): TrialRefusal => ({ code: 'powers/trial-own-hand' });
/** No earlier version of the power is final: there is nothing to return to. */
export const trialNothingBefore = (): TrialRefusal => ({ code: 'powers/trial-nothing-before' });
