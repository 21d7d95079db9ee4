import { definePolicy, hasRole, holdsPost, type Actor } from '#modules/access';

export type CaseSubject = {
  readonly agencyId: string;
  readonly caseId: string;
  /** Posts of all its steps, open and closed. */
  readonly posts: readonly string[];
  /** Posts of the open steps. */
  readonly openPosts: readonly string[];
};

const OVERSEEING = [
  'leader',
  'first-responsible',
  'review-office',
  'disclosure-reviewer',
  'supervisor',
  'auditor',
] as const;

function isParty(actor: Actor, subject: CaseSubject): boolean {
  return actor.kind === 'party' && actor.caseId === subject.caseId && actor.agencyId === subject.agencyId;
}

function ofAgency(actor: Actor, subject: CaseSubject): boolean {
  return actor.kind === 'staff' && actor.agencyId === subject.agencyId;
}

function handles(actor: Actor, subject: CaseSubject): boolean {
  return ofAgency(actor, subject) && subject.openPosts.some((post) => holdsPost(actor, post));
}

function leads(actor: Actor, subject: CaseSubject): boolean {
  const where = { agencyId: subject.agencyId };
  return (
    hasRole(actor, 'leader', where) ||
    hasRole(actor, 'first-responsible', where) ||
    hasRole(actor, 'office-head', where)
  );
}

function oversees(actor: Actor, subject: CaseSubject): boolean {
  return (
    ofAgency(actor, subject) &&
    OVERSEEING.some((role) => hasRole(actor, role, { agencyId: subject.agencyId }))
  );
}

/**
 * Who may do what to a case, beside the rule of its open step (`mayDoStep`): the party in its own case and no other,
 * staff on its posts, those who lead; those who oversee read and never act.
 */
export const can = definePolicy<{
  'case/read': CaseSubject;
  'case/read-personal': CaseSubject;
  'case/party-act': CaseSubject;
  'case/handle': CaseSubject;
  'case/lead': CaseSubject;
  'case/oversee': CaseSubject;
  'case/propose-move': { readonly agencyId: string };
  'case/decide-deviation': { readonly agencyId: string };
  'case/read-deviations': { readonly agencyId: string };
}>({
  'case/read': (actor, subject) =>
    actor.kind === 'system' ||
    isParty(actor, subject) ||
    (ofAgency(actor, subject) &&
      (subject.posts.some((post) => holdsPost(actor, post)) ||
        leads(actor, subject) ||
        oversees(actor, subject))),
  'case/read-personal': (actor, subject) => isParty(actor, subject) || handles(actor, subject),
  'case/party-act': (actor, subject) => isParty(actor, subject),
  'case/handle': (actor, subject) =>
    handles(actor, subject) && !hasRole(actor, 'supervisor', { agencyId: subject.agencyId }),
  'case/lead': (actor, subject) => ofAgency(actor, subject) && leads(actor, subject),
  'case/oversee': oversees,
  'case/propose-move': (actor, { agencyId }) =>
    hasRole(actor, 'review-office', { agencyId }) || hasRole(actor, 'office-head', { agencyId }),
  'case/decide-deviation': (actor, { agencyId }) =>
    hasRole(actor, 'leader', { agencyId }) || hasRole(actor, 'first-responsible', { agencyId }),
  'case/read-deviations': (actor, { agencyId }) =>
    ([...OVERSEEING, 'office-head'] as const).some((role) => hasRole(actor, role, { agencyId })),
});

export function subjectOf(c: {
  readonly agencyId: string;
  readonly id: string;
  readonly steps: readonly { readonly postId: string | null; readonly closedAt: Date | null }[];
}): CaseSubject {
  const postsOf = (steps: typeof c.steps): string[] => steps.flatMap(({ postId }) => postId ?? []);
  return {
    agencyId: c.agencyId,
    caseId: c.id,
    posts: postsOf(c.steps),
    openPosts: postsOf(c.steps.filter(({ closedAt }) => closedAt === null)),
  };
}
