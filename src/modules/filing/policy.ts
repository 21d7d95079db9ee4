import { definePolicy, hasRole, type Actor } from '#modules/access';

type Agency = { readonly agencyId: string };

const READ = ['leader', 'first-responsible', 'review-office', 'supervisor', 'auditor'] as const;
const office = (actor: Actor, where: Agency): boolean =>
  actor.kind === 'system' || hasRole(actor, 'review-office', where);

/**
 * Who files upward and who takes filings (B8, A2): the leading group office prepares, sends, enrols the other side and
 * takes in what comes; nothing goes up without the first responsible person or a leader of the whole body; those who
 * comment speak at their post.
 */
export const can = definePolicy<{
  'filing/read': Agency;
  'filing/enrol': Agency;
  'filing/prepare': Agency;
  'filing/sign': Agency;
  'filing/send': Agency;
  'filing/receive': Agency;
  'filing/comment': Agency;
  'filing/set-reference': Agency;
}>({
  'filing/read': (actor, where) =>
    actor.kind === 'system' || READ.some((role) => hasRole(actor, role, where)),
  'filing/enrol': office,
  'filing/prepare': office,
  'filing/sign': (actor, where) =>
    hasRole(actor, 'first-responsible', where) || hasRole(actor, 'leader', where),
  'filing/send': office,
  'filing/receive': office,
  'filing/comment': (actor, where) =>
    office(actor, where) || hasRole(actor, 'leader', where) || hasRole(actor, 'first-responsible', where),
  'filing/set-reference': office,
});
