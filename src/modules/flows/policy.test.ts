import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Uuid } from '#kernel';
import { ROLES, type Actor } from '#modules/access';
import { can } from './policy.ts';

const ids = fc
  .constantFrom('0193b0c0-0000-7000-8000-000000000001', '0193b0c0-0000-7000-8000-000000000002')
  .map((id) => Uuid.parse(id));

test('only the system, and staff with a drafting role in that agency and office, may submit a flow', () => {
  const drafting = new Set<string>(['registrar', 'office-head', 'review-office']);
  fc.assert(
    fc.property(ids, ids, ids, ids, fc.constantFrom(...ROLES), (own, office, agency, wanted, role) => {
      const actor: Actor = {
        kind: 'staff',
        personId: own,
        name: '演示',
        agencyId: own,
        assignments: [],
        roles: [{ role, agencyId: agency, officeId: office }],
      };
      const inOffice = office === wanted && role !== 'review-office';
      expect(can(actor, 'flow/submit', { agencyId: own, officeId: wanted })).toBe(
        drafting.has(role) && agency === own && inOffice,
      );
      const everywhere: Actor = { ...actor, roles: [{ role, agencyId: agency }] };
      expect(can(everywhere, 'flow/submit', { agencyId: own, officeId: wanted })).toBe(
        drafting.has(role) && agency === own,
      );
    }),
  );
  const subject = { agencyId: '0193b0c0-0000-7000-8000-000000000001' };
  expect(can({ kind: 'public' }, 'flow/submit', subject)).toBe(false);
  expect(can({ kind: 'system', name: 'demo' }, 'flow/submit', subject)).toBe(true);
});
