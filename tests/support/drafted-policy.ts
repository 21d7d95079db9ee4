import { describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import { ROLES, SOCIETY, type Actor, type Role, type StaffActor } from '#modules/access';

const agencyId = '00000000-0000-7000-8000-000000000001' as Uuid;
const elsewhere = '00000000-0000-7000-8000-000000000002' as Uuid;
const officeId = '00000000-0000-7000-8000-000000000003' as Uuid;
const otherOffice = '00000000-0000-7000-8000-000000000004' as Uuid;
const ACTIONS = [
  'list',
  'begin',
  'read-draft',
  'draft',
  'sign',
  'countersign',
  'return',
  'pass',
  'publish',
] as const;
export type DraftedAction = (typeof ACTIONS)[number];
const TABLE: Record<Role, readonly DraftedAction[]> = {
  registrar: ['list', 'begin', 'read-draft', 'draft'],
  'office-head': ['list', 'begin', 'read-draft', 'draft', 'sign'],
  leader: ['list', 'read-draft', 'countersign', 'return'],
  'first-responsible': ['list', 'read-draft', 'countersign'],
  'review-office': ['list', 'begin', 'read-draft', 'draft', 'return', 'pass', 'publish'],
  supervisor: ['list', 'read-draft'],
  auditor: ['list', 'read-draft'],
  'disclosure-reviewer': ['list'],
  handler: ['list'],
  'org-admin': ['list'],
  operator: ['list'],
};

const staff = (role: Role, grantedIn: Uuid, office?: Uuid): StaffActor => ({
  kind: 'staff',
  personId: agencyId,
  name: '演示',
  agencyId: grantedIn,
  assignments: [],
  roles: [{ role, agencyId: grantedIn, ...(office ? { officeId: office } : {}) }],
});

/** Who may do what to a thing that offices draft and the way of approvals publishes: each kind is held to the same table (A2). */
export function describeDraftedPolicy(
  what: string,
  may: (
    actor: Actor,
    action: DraftedAction,
    subject: { readonly agencyId: string; readonly officeId: string },
  ) => boolean,
): void {
  const allowed = (actor: Actor): string[] =>
    ACTIONS.filter((action) => may(actor, action, { agencyId, officeId }));
  describe(`who may do what to ${what}`, () => {
    it.each(ROLES)('%s', (role) => {
      expect(allowed(staff(role, agencyId))).toEqual(TABLE[role]);
      expect(allowed(staff(role, elsewhere))).toEqual([]);
    });

    it('a registrar of one office begins it, and drafts only its own', () => {
      expect(allowed(staff('registrar', agencyId, otherOffice))).toEqual(['list', 'begin']);
      expect(allowed(staff('registrar', agencyId, officeId))).toEqual(TABLE.registrar);
    });

    it('society and the parties of cases do nothing here', () => {
      expect(allowed(SOCIETY)).toEqual([]);
      expect(allowed({ kind: 'party', caseId: officeId, agencyId })).toEqual([]);
    });
  });
}
