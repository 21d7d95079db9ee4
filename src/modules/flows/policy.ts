import { definePolicy, hasRole } from '#modules/access';

export interface FlowSubject {
  readonly agencyId: string;
  /** The office in charge; left out for a flow that came as a file. */
  readonly officeId?: string;
}

/** Drawing a flow belongs to whoever drafts what it is drawn for, or keeps the register; approving it belongs to that. */
export const can = definePolicy<{ 'flow/submit': FlowSubject }>({
  'flow/submit': (actor, subject) =>
    actor.kind === 'system' ||
    hasRole(actor, 'registrar', subject) ||
    hasRole(actor, 'office-head', subject) ||
    hasRole(actor, 'review-office', { agencyId: subject.agencyId }),
});
