import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import { ROLES, SOCIETY, type Actor, type Role, type StaffActor } from '#modules/access';
import { can } from './policy.ts';

const agencyId = '00000000-0000-7000-8000-000000000001' as Uuid;
const elsewhere = '00000000-0000-7000-8000-000000000002' as Uuid;
const office = '00000000-0000-7000-8000-000000000003' as Uuid;
const otherOffice = '00000000-0000-7000-8000-000000000004' as Uuid;
const ACTIONS = [
  'power/read-draft',
  'power/draft',
  'power/sign',
  'power/countersign',
  'power/return',
  'power/pass',
  'power/publish',
  'power/import',
  'power/decide-trial',
] as const;
const staff = (role: Role, grantedIn: Uuid, officeId?: Uuid): StaffActor => ({
  kind: 'staff',
  personId: agencyId,
  name: '演示',
  agencyId: grantedIn,
  assignments: [],
  roles: [{ role, agencyId: grantedIn, ...(officeId ? { officeId } : {}) }],
});
const allowed = (actor: Actor): string[] =>
  ACTIONS.filter((action) => can(actor, action, { agencyId, officeId: office })).map((a) => a.slice(6));

describe('who may do what to a power', () => {
  const table: Record<Role, readonly string[]> = {
    registrar: ['read-draft', 'draft', 'import'],
    'office-head': ['read-draft', 'draft', 'sign'],
    leader: ['read-draft', 'countersign', 'return', 'decide-trial'],
    'first-responsible': ['read-draft', 'countersign', 'decide-trial'],
    'review-office': ['read-draft', 'draft', 'return', 'pass', 'publish', 'import'],
    supervisor: ['read-draft'],
    auditor: ['read-draft'],
    'disclosure-reviewer': [],
    handler: [],
    'org-admin': [],
    operator: [],
  };
  it.each(ROLES)('%s', (role) => {
    expect(allowed(staff(role, agencyId))).toEqual(table[role]);
  });

  it('no role counts in another agency, and one of an office not in another office', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), (role) => {
        expect(allowed(staff(role, elsewhere))).toEqual([]);
        expect(allowed(staff(role, agencyId, office)).length).toBeGreaterThanOrEqual(
          allowed(staff(role, agencyId, otherOffice)).length,
        );
        if (role === 'office-head' || role === 'registrar')
          expect(allowed(staff(role, agencyId, otherOffice))).not.toContain('draft');
      }),
    );
  });

  it('society and the parties of cases do nothing here', () => {
    expect(allowed(SOCIETY)).toEqual([]);
    expect(allowed({ kind: 'party', caseId: office, agencyId })).toEqual([]);
  });
});
