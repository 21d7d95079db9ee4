import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Uuid } from '#kernel';
import { ROLES, type StaffActor } from '#modules/access';
import { can } from './policy.ts';

const id = fc.uuid().map((text) => Uuid.parse(text));

it.each(ROLES.map((role) => [role] as const))('the role %s', (role) => {
  fc.assert(
    fc.property(id, id, id, (agencyId, otherId, personId) => {
      fc.pre(agencyId !== otherId);
      const actor: StaffActor = {
        kind: 'staff',
        personId,
        name: '测试',
        agencyId,
        assignments: [],
        roles: [{ role, agencyId }],
      };
      expect(can(actor, 'law/read', { agencyId })).toBe(true);
      for (const action of ['law/keep', 'law/verify'] as const) {
        expect(can(actor, action, { agencyId })).toBe(role === 'review-office');
        expect(can(actor, action, { agencyId: otherId })).toBe(false);
      }
      expect(can(actor, 'law/read', { agencyId: otherId })).toBe(false);
    }),
  );
});

it.each(['law/read', 'law/keep', 'law/verify'] as const)('nobody in particular may %s', (action) => {
  const agencyId = Uuid.parse('018f0000-0000-7000-8000-000000000000');
  expect(can({ kind: 'public' }, action, { agencyId })).toBe(false);
});
