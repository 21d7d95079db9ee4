import { hasRole, type Actor } from './actor.ts';
import { definePolicy } from './policy.ts';

type Whose = { readonly agencyId: string; readonly personId: string };

export type AccessSubjects = {
  /** Accounts, with their roles and second factors, but no secret. */
  'account/list': { readonly agencyId: string };
  /** Make an account, set its password, take its second factor away, close and open it. */
  'account/manage': Whose;
  'role/grant': Whose;
  'token/create': Whose;
  'token/revoke': Whose;
};

const isSelf = (actor: Actor, whose: Whose): boolean =>
  actor.kind === 'staff' && actor.personId === whose.personId && actor.agencyId === whose.agencyId;
const isSystem = (actor: Actor): boolean => actor.kind === 'system';

/**
 * Who may do what to accounts. Operators keep accounts and cannot grant roles; organisation administrators grant roles
 * and cannot set passwords; nobody does either for themselves. A token acts as its person, so only that person makes it.
 */
export const can = definePolicy<AccessSubjects>({
  'account/list': (actor, subject) =>
    isSystem(actor) ||
    hasRole(actor, 'operator', subject) ||
    hasRole(actor, 'org-admin', subject) ||
    hasRole(actor, 'auditor', subject),
  'account/manage': (actor, subject) =>
    isSystem(actor) || (hasRole(actor, 'operator', subject) && !isSelf(actor, subject)),
  'role/grant': (actor, subject) =>
    isSystem(actor) || (hasRole(actor, 'org-admin', subject) && !isSelf(actor, subject)),
  'token/create': (actor, subject) => isSystem(actor) || isSelf(actor, subject),
  'token/revoke': (actor, subject) =>
    isSystem(actor) || isSelf(actor, subject) || hasRole(actor, 'operator', subject),
});
