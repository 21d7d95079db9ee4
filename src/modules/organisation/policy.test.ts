import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import { ROLES, SOCIETY, type Actor, type StaffActor } from '#modules/access';
import { can, type OrganisationSubjects } from './policy.ts';

const id = fc.uuid().map((u) => u as Uuid);
const staff: fc.Arbitrary<StaffActor> = fc.record({
  kind: fc.constant('staff' as const),
  personId: id,
  name: fc.constant('演示'),
  agencyId: id,
  assignments: fc.array(
    fc.record({
      postId: id,
      officeId: id,
      agencyId: id,
      kind: fc.constantFrom('holder' as const, 'deputy' as const, 'delegate' as const),
    }),
    { maxLength: 3 },
  ),
  roles: fc.array(fc.record({ role: fc.constantFrom(...ROLES), agencyId: id }), { maxLength: 4 }),
});
const subject = fc.record({ agencyId: id, parentId: fc.option(id), postId: id, holderId: id });
const ACTIONS = ['agency/create', 'agency/manage', 'agency/read', 'post/delegate'] as const;
type Subject = OrganisationSubjects['post/delegate'];
const may = (actor: Actor, action: keyof OrganisationSubjects, s: Subject): boolean =>
  can(actor, action, { ...s, parentId: s.parentId ?? '' });

describe('who keeps an organisation', () => {
  it('nobody outside it', () => {
    const outside = fc.oneof(
      fc.constant(SOCIETY),
      fc.record({ kind: fc.constant('party' as const), caseId: id, agencyId: id }),
      staff,
    );
    fc.assert(
      fc.property(
        outside,
        subject,
        fc.constantFrom(...ACTIONS),
        (actor, s, action) => !may(actor, action, s),
      ),
    );
  });

  it.each(ROLES.map((role) => [role] as const))('with the role %s', (role) => {
    fc.assert(
      fc.property(staff, subject, (someone, s) => {
        const { agencyId } = someone;
        const actor = { ...someone, roles: [{ role, agencyId }] };
        const inside = { ...s, agencyId };
        const admin = role === 'org-admin';
        expect(can(actor, 'agency/manage', inside)).toBe(admin);
        expect(can(actor, 'agency/manage', { ...s, parentId: agencyId })).toBe(admin);
        expect(can(actor, 'agency/create', { parentId: agencyId })).toBe(admin);
        expect(can(actor, 'agency/read', inside)).toBe(true);
        expect(can(actor, 'post/delegate', inside)).toBe(admin);
      }),
    );
  });

  it('a grandparent’s administrator is no administrator', () => {
    fc.assert(
      fc.property(staff, subject, id, (someone, s, grandparent) => {
        const actor = { ...someone, roles: [{ role: 'org-admin' as const, agencyId: grandparent }] };
        return !can(actor, 'agency/manage', s);
      }),
    );
  });
});

it.each([
  ['holder', true],
  ['deputy', false],
  ['delegate', false],
] as const)('a %s delegates the post: %s', (kind, allowed) => {
  fc.assert(
    fc.property(staff, subject, id, (someone, s, officeId) => {
      const { agencyId, personId } = someone;
      const actor = {
        ...someone,
        roles: [],
        assignments: [{ postId: s.postId as Uuid, officeId, agencyId, kind }],
      };
      expect(can(actor, 'post/delegate', { ...s, agencyId, holderId: personId })).toBe(allowed);
      expect(can(actor, 'post/delegate', { ...s, agencyId })).toBe(false);
      expect(can(actor, 'post/delegate', { ...s, agencyId, holderId: personId, postId: agencyId })).toBe(
        false,
      );
    }),
  );
});
