import type { Role } from './actor.ts';

const WATCHES: ReadonlySet<Role> = new Set(['supervisor', 'auditor']);
const ACTS: ReadonlySet<Role> = new Set([
  'registrar',
  'office-head',
  'leader',
  'review-office',
  'disclosure-reviewer',
  'handler',
  'org-admin',
  'operator',
]);

export type HeldRole = {
  readonly role: Role;
  /** The grant is for an office that supervises: heading it is part of supervising. */
  readonly inSupervisingOffice: boolean;
};

/**
 * Whether these roles may be one person's: who supervises or audits does not also act (审批与监管相分离, requirement A3,
 * S9-8). The first responsible person is exempt, being answerable for both.
 */
export function rolesApart(held: readonly HeldRole[]): boolean {
  const watches = held.some(({ role }) => WATCHES.has(role));
  const acts = held.some(({ role, inSupervisingOffice }) => ACTS.has(role) && !inSupervisingOffice);
  return !(watches && acts);
}
