import { definePolicy, hasRole, holdsPost, type Actor, type Role } from '#modules/access';

export type CaseSubject = {
  readonly agencyId: string;
  /** The office that keeps the power; null where none does. */
  readonly officeId: string | null;
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

const LEADING = ['leader', 'first-responsible', 'office-head'] as const;
const DECIDING = ['leader', 'first-responsible'] as const;

/** Cases of an agency by the offices that keep their powers; what is done to several is done to all of them. */
type OfOffices = { readonly agencyId: string; readonly officeIds: readonly (string | null)[] };
/** How far a role reaches: over the agency, or over some of its offices. */
export type Reach = 'agency' | readonly string[];

/** How far somebody’s roles among `roles` reach in an agency; over no office when they hold none of them. */
function reachOf(actor: Actor, agencyId: string, roles: readonly Role[]): Reach {
  if (roles.some((role) => hasRole(actor, role, { agencyId }))) return 'agency';
  if (actor.kind !== 'staff') return [];
  return actor.roles.flatMap(({ role, ...scope }) =>
    scope.agencyId === agencyId && scope.officeId !== undefined && roles.includes(role)
      ? [scope.officeId]
      : [],
  );
}

/** How far somebody leads: a head their office, a leader the offices in charge, the first responsible all of them. */
const leadReach = (actor: Actor, agencyId: string): Reach => reachOf(actor, agencyId, LEADING);
/** Over which cases somebody decides that they leave their flow. */
const decideReach = (actor: Actor, agencyId: string): Reach => reachOf(actor, agencyId, DECIDING);
/** Whose cases, and departures of cases, somebody may read beside those on their posts. */
export const readReach = (actor: Actor, agencyId: string): Reach =>
  reachOf(actor, agencyId, [...OVERSEEING, 'office-head']);
/** Whose cases somebody may propose to move to a newer flow. */
export const moveReach = (actor: Actor, agencyId: string): Reach =>
  hasRole(actor, 'review-office', { agencyId }) ? 'agency' : reachOf(actor, agencyId, ['office-head']);

export const isNowhere = (reach: Reach): boolean => reach !== 'agency' && reach.length === 0;

function covers(reach: Reach, officeIds: readonly (string | null)[]): boolean {
  return (
    reach === 'agency' || (officeIds.length > 0 && officeIds.every((id) => id !== null && reach.includes(id)))
  );
}

function leads(actor: Actor, { agencyId, officeId }: CaseSubject): boolean {
  return covers(leadReach(actor, agencyId), [officeId]);
}

/** Who oversees a case: over the agency, or the office that keeps its power. */
function oversees(actor: Actor, subject: CaseSubject): boolean {
  return ofAgency(actor, subject) && covers(reachOf(actor, subject.agencyId, OVERSEEING), [subject.officeId]);
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
  'case/propose-move': OfOffices;
  'case/decide-deviation': OfOffices;
  'case/read-deviations': { readonly agencyId: string };
  'case/read-counts': OfOffices;
}>({
  'case/read': (actor, subject) =>
    actor.kind === 'system' ||
    isParty(actor, subject) ||
    (ofAgency(actor, subject) &&
      (subject.posts.some((post) => holdsPost(actor, post)) ||
        covers(readReach(actor, subject.agencyId), [subject.officeId]))),
  'case/read-personal': (actor, subject) => isParty(actor, subject) || handles(actor, subject),
  'case/party-act': (actor, subject) => isParty(actor, subject),
  'case/handle': (actor, subject) =>
    handles(actor, subject) && !hasRole(actor, 'supervisor', { agencyId: subject.agencyId }),
  'case/lead': (actor, subject) => ofAgency(actor, subject) && leads(actor, subject),
  'case/oversee': oversees,
  'case/propose-move': (actor, { agencyId, officeIds }) => covers(moveReach(actor, agencyId), officeIds),
  'case/decide-deviation': (actor, { agencyId, officeIds }) =>
    covers(decideReach(actor, agencyId), officeIds),
  'case/read-deviations': (actor, { agencyId }) => !isNowhere(readReach(actor, agencyId)),
  'case/read-counts': (actor, { agencyId, officeIds }) => covers(readReach(actor, agencyId), officeIds),
});

export function subjectOf(c: {
  readonly agencyId: string;
  readonly id: string;
  readonly officeId: string | null;
  readonly steps: readonly { readonly postId: string | null; readonly closedAt: Date | null }[];
}): CaseSubject {
  const postsOf = (steps: typeof c.steps): string[] => steps.flatMap(({ postId }) => postId ?? []);
  return {
    agencyId: c.agencyId,
    officeId: c.officeId,
    caseId: c.id,
    posts: postsOf(c.steps),
    openPosts: postsOf(c.steps.filter(({ closedAt }) => closedAt === null)),
  };
}
