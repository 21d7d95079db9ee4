import { definePolicy, hasRole, type Actor } from '#modules/access';

type Agency = { readonly agencyId: string };
type Meeting = Agency & { readonly members: readonly string[] };

const OVERSEE = ['supervisor', 'auditor'] as const;
const keeps = (actor: Actor, where: Agency): boolean =>
  actor.kind === 'system' || hasRole(actor, 'review-office', where);
const belongs = (actor: Actor, { members }: Meeting): boolean =>
  actor.kind === 'staff' && members.includes(actor.personId);

/**
 * Who does what in a deliberation: the leading group office serves the bodies and keeps the record, members speak for
 * themselves, the first responsible person sets what needs a resolution, the chair signs the minutes. What was said is for members, the keeper of the
 * record and authorised supervisors (S9-4); the outcome is for every member of staff.
 */
export const can = definePolicy<{
  'deliberation/keep': Agency;
  'deliberation/set-route': Agency;
  'deliberation/read': Agency;
  'deliberation/speak': Meeting & { readonly personId: string };
  'deliberation/read-opinions': Meeting;
  'deliberation/sign-minutes': Agency & { readonly chairId: string };
}>({
  'deliberation/keep': keeps,
  'deliberation/set-route': (actor, where) =>
    actor.kind === 'system' || hasRole(actor, 'first-responsible', where),
  'deliberation/read': (actor, { agencyId }) => actor.kind === 'staff' && actor.agencyId === agencyId,
  'deliberation/speak': (actor, meeting) =>
    keeps(actor, meeting) ||
    (belongs(actor, meeting) && actor.kind === 'staff' && actor.personId === meeting.personId),
  'deliberation/read-opinions': (actor, meeting) =>
    keeps(actor, meeting) || belongs(actor, meeting) || overseesRecord(actor, meeting),
  'deliberation/sign-minutes': (actor, { agencyId, chairId }) =>
    actor.kind === 'staff' && actor.agencyId === agencyId && actor.personId === chairId,
});

/** Supervisors read what was said by their office; each such look is journalled (H7). */
export function overseesRecord(actor: Actor, where: Agency): boolean {
  return OVERSEE.some((role) => hasRole(actor, role, { agencyId: where.agencyId }));
}
