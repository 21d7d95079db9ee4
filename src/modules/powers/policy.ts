import { MAY, type DraftedSubject } from '#modules/approval';
import { definePolicy, hasRole } from '#modules/access';

export type PowerSubject = DraftedSubject;

/** A version as the policy looks at it. */
export function subjectOf(version: {
  readonly agencyId: string;
  readonly officeId: string | null;
}): PowerSubject {
  return { agencyId: version.agencyId, officeId: version.officeId ?? undefined };
}

/**
 * Who may do what to a power version (A2): the office drafts, its head signs, the leader in charge countersigns, the
 * leading group office returns, passes and publishes, also on trial; how a trial ends is for the leaders. That nobody puts their name to a version twice is checked where the
 * signatures are known (`decideApproval`).
 */
export const can = definePolicy<{
  'power/read-draft': PowerSubject;
  'power/draft': PowerSubject;
  'power/begin': PowerSubject;
  'power/sign': PowerSubject;
  'power/countersign': PowerSubject;
  'power/return': PowerSubject;
  'power/pass': PowerSubject;
  'power/publish': PowerSubject;
  'power/import': PowerSubject;
  'power/decide-trial': PowerSubject;
}>({
  'power/read-draft': MAY['read-draft'],
  'power/draft': MAY.draft,
  'power/begin': MAY.begin,
  'power/sign': MAY.sign,
  'power/countersign': MAY.countersign,
  'power/return': MAY.return,
  'power/pass': MAY.pass,
  'power/publish': MAY.publish,
  'power/decide-trial': MAY.countersign,
  'power/import': (actor, s) =>
    MAY.pass(actor, s) ||
    hasRole(actor, 'registrar', {
      agencyId: s.agencyId,
      ...(s.officeId === undefined ? {} : { officeId: s.officeId }),
    }),
});
