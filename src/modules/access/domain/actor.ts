import type { Uuid } from '#kernel';

/** Roles of staff, granted per agency and where it matters per office; posts carry the right to handle steps. */
export const ROLES = [
  'registrar',
  'office-head',
  'leader',
  'first-responsible',
  'review-office',
  'disclosure-reviewer',
  'handler',
  'supervisor',
  'auditor',
  'org-admin',
  'operator',
] as const;
export type Role = (typeof ROLES)[number];

export type Assignment = {
  readonly postId: Uuid;
  readonly officeId: Uuid;
  readonly agencyId: Uuid;
  readonly kind: 'holder' | 'deputy' | 'delegate';
  /** The holder who delegated the post. */
  readonly onBehalfOf?: Uuid;
};

export type RoleGrant = { readonly role: Role; readonly agencyId: Uuid; readonly officeId?: Uuid };

export type StaffActor = {
  readonly kind: 'staff';
  readonly personId: Uuid;
  readonly name: string;
  readonly agencyId: Uuid;
  /** Posts held today, as holder, deputy or delegate. */
  readonly assignments: readonly Assignment[];
  readonly roles: readonly RoleGrant[];
};

/** Who asks: society, the holder of a receipt code (for that case only), a member of staff, or the system itself. */
export type Actor =
  | { readonly kind: 'public' }
  | { readonly kind: 'party'; readonly caseId: Uuid; readonly agencyId: Uuid }
  | StaffActor
  | { readonly kind: 'system'; readonly name: string };

export const SOCIETY: Actor = { kind: 'public' };

/** Whether staff have a role in an agency; a grant for one office counts only there. */
export function hasRole(
  actor: Actor,
  role: Role,
  where: { readonly agencyId: string; readonly officeId?: string },
): boolean {
  if (actor.kind !== 'staff') return false;
  return actor.roles.some(
    (grant) =>
      grant.role === role &&
      grant.agencyId === where.agencyId &&
      (grant.officeId === undefined || grant.officeId === where.officeId),
  );
}

export function holdsPost(actor: Actor, postId: string): boolean {
  return actor.kind === 'staff' && actor.assignments.some((a) => a.postId === postId);
}

export function inOffice(actor: Actor, officeId: string): boolean {
  return actor.kind === 'staff' && actor.assignments.some((a) => a.officeId === officeId);
}

const SYSTEM_PERSON = '00000000-0000-7000-8000-000000000000';

/** Whom a column that names a person holds for this actor; what the system does is nobody's. */
export function personIdOf(actor: Actor): string {
  return actor.kind === 'staff' ? actor.personId : SYSTEM_PERSON;
}
