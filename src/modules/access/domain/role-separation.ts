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

/**
 * Whether these roles may be one person's: who supervises or audits does not also act (审批与监管相分离, requirement A3,
 * S9-8). The first responsible person is exempt, being answerable for both.
 */
export function rolesApart(roles: readonly Role[]): boolean {
  return !(roles.some((role) => WATCHES.has(role)) && roles.some((role) => ACTS.has(role)));
}
