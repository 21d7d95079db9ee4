import { describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import { ROLES, SOCIETY, type Actor, type Role, type StaffActor } from '#modules/access';
import { can } from './policy.ts';

const agencyId = '00000000-0000-7000-8000-000000000001' as Uuid;
const elsewhere = '00000000-0000-7000-8000-000000000002' as Uuid;
const office = '00000000-0000-7000-8000-000000000003' as Uuid;
const otherOffice = '00000000-0000-7000-8000-000000000004' as Uuid;
const ACTIONS = [
  'category-flow/list',
  'category-flow/begin',
  'category-flow/read-draft',
  'category-flow/draft',
  'category-flow/sign',
  'category-flow/countersign',
  'category-flow/return',
  'category-flow/pass',
  'category-flow/publish',
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
  ACTIONS.filter((action) => can(actor, action, { agencyId, officeId: office })).map((a) => a.slice(14));

describe('who may do what to a category flow', () => {
  const table: Record<Role, readonly string[]> = {
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
  it.each(ROLES)('%s', (role) => {
    expect(allowed(staff(role, agencyId))).toEqual(table[role]);
    expect(allowed(staff(role, elsewhere))).toEqual([]);
  });

  it('a registrar of one office begins category flows, and drafts only its own', () => {
    expect(allowed(staff('registrar', agencyId, otherOffice))).toEqual(['list', 'begin']);
    expect(allowed(staff('registrar', agencyId, office))).toEqual(table.registrar);
  });

  it('society and the parties of cases do nothing here', () => {
    expect(allowed(SOCIETY)).toEqual([]);
    expect(allowed({ kind: 'party', caseId: office, agencyId })).toEqual([]);
  });
});
