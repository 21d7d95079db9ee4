import { definePolicy, hasRole, type Actor } from '#modules/access';

export type PowerSubject = { readonly agencyId: string; readonly officeId?: string | undefined };

const where = (subject: PowerSubject): { agencyId: string; officeId?: string } => ({
  agencyId: subject.agencyId,
  ...(subject.officeId === undefined ? {} : { officeId: subject.officeId }),
});
const keeper = (actor: Actor, subject: PowerSubject): boolean =>
  actor.kind === 'system' || hasRole(actor, 'review-office', { agencyId: subject.agencyId });

/**
 * Who may do what to a power version (A2): the office drafts, its head signs, the leader in charge countersigns, the
 * leading group office returns, passes and publishes. Four eyes: nobody puts their name to a version twice, checked where the signatures
 * are known (`fourEyes`).
 */
export const can = definePolicy<{
  'power/read-draft': PowerSubject;
  'power/draft': PowerSubject;
  'power/sign': PowerSubject;
  'power/countersign': PowerSubject;
  'power/return': PowerSubject;
  'power/pass': PowerSubject;
  'power/publish': PowerSubject;
  'power/import': PowerSubject;
}>({
  'power/read-draft': (actor, s) =>
    actor.kind === 'system' ||
    (
      [
        'registrar',
        'office-head',
        'leader',
        'first-responsible',
        'review-office',
        'supervisor',
        'auditor',
      ] as const
    ).some((role) => hasRole(actor, role, where(s))),
  'power/draft': (actor, s) =>
    actor.kind === 'system' ||
    hasRole(actor, 'registrar', where(s)) ||
    hasRole(actor, 'office-head', where(s)) ||
    keeper(actor, s),
  'power/sign': (actor, s) => actor.kind === 'system' || hasRole(actor, 'office-head', where(s)),
  'power/countersign': (actor, s) =>
    actor.kind === 'system' ||
    hasRole(actor, 'leader', where(s)) ||
    hasRole(actor, 'first-responsible', where(s)),
  'power/return': (actor, s) => keeper(actor, s) || hasRole(actor, 'leader', where(s)),
  'power/pass': keeper,
  'power/publish': keeper,
  'power/import': (actor, s) => keeper(actor, s) || hasRole(actor, 'registrar', where(s)),
});

/** Whether a person has already put their name to this version in another capacity. */
export function fourEyes(
  personId: string,
  approvals: readonly { readonly personId: string; readonly act: string; readonly voided: boolean }[],
): boolean {
  return !approvals.some(
    (a) => !a.voided && a.personId === personId && (a.act === 'sign' || a.act === 'countersign'),
  );
}
