import { definePolicy, hasRole } from '#modules/access';

export interface FlowSubject {
  readonly agencyId: string;
  /** The office in charge of the power; left out for a category flow. */
  readonly officeId?: string;
}

/** Drawing a flow belongs to whoever drafts the power, or keeps the register; approving it belongs to the power. */
export const can = definePolicy<{ 'flow/submit': FlowSubject }>({
  'flow/submit': (actor, subject) =>
    actor.kind === 'system' ||
    hasRole(actor, 'registrar', subject) ||
    hasRole(actor, 'office-head', subject) ||
    hasRole(actor, 'review-office', { agencyId: subject.agencyId }),
});
