import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import { hasRole, holdsPost, inOffice, ROLES, SOCIETY, type Actor } from './actor.ts';
import { waitAfter } from './lockout.ts';
import { refusePassword } from './password.ts';
import { definePolicy } from './policy.ts';

const id = fc.uuid().map((u) => u as Uuid);
const staff = fc.record({
  kind: fc.constant('staff' as const),
  personId: id,
  name: fc.constant('演示'),
  agencyId: id,
  assignments: fc.array(
    fc.record({
      postId: id,
      officeId: id,
      agencyId: id,
      kind: fc.constantFrom('holder' as const, 'deputy' as const),
    }),
    { maxLength: 3 },
  ),
  roles: fc.array(fc.record({ role: fc.constantFrom(...ROLES), agencyId: id }), { maxLength: 3 }),
});
const anybody: fc.Arbitrary<Actor> = fc.oneof(
  staff,
  fc.constant(SOCIETY),
  fc.record({ kind: fc.constant('party' as const), caseId: id, agencyId: id }),
  fc.record({ kind: fc.constant('system' as const), name: fc.constant('x') }),
);

describe('policies', () => {
  it('deny what has no rule, to everybody', () => {
    const can = definePolicy<Record<string, unknown>>({});
    fc.assert(
      fc.property(
        anybody,
        fc.constantFrom('power/sign', 'toString', '__proto__', 'constructor'),
        (actor, action) => !can(actor, action, {}),
      ),
    );
  });

  it('a role in one agency is none in another', () => {
    fc.assert(
      fc.property(staff, fc.constantFrom(...ROLES), id, (actor, role, elsewhere) => {
        fc.pre(actor.roles.every((r) => r.agencyId !== elsewhere));
        return !hasRole(actor, role, { agencyId: elsewhere });
      }),
    );
  });

  it('only staff hold posts, offices and roles', () => {
    fc.assert(
      fc.property(
        anybody,
        id,
        (actor, x) =>
          actor.kind === 'staff' ||
          !(holdsPost(actor, x) || inOffice(actor, x) || hasRole(actor, 'operator', { agencyId: x })),
      ),
    );
  });

  it('a grant for one office counts only there', () => {
    const [agencyId, officeId, other] = ['a', 'b', 'c'] as unknown as [Uuid, Uuid, Uuid];
    const actor: Actor = {
      kind: 'staff',
      personId: agencyId,
      name: '',
      agencyId,
      assignments: [],
      roles: [{ role: 'office-head', agencyId, officeId }],
    };
    expect(hasRole(actor, 'office-head', { agencyId, officeId })).toBe(true);
    expect(hasRole(actor, 'office-head', { agencyId, officeId: other })).toBe(false);
    expect(hasRole(actor, 'office-head', { agencyId })).toBe(false);
  });
});

it.each([
  [0, 0],
  [5, 0],
  [6, 30_000],
  [7, 60_000],
  [20, 900_000],
])('after %i wrong passwords one waits %i ms', (n, ms) => {
  expect(waitAfter(n)).toBe(ms);
});

it.each([
  ['short', 'access/password-too-short'],
  ['password123', 'access/password-common'],
  ['x'.repeat(300), 'access/password-too-long'],
  ['一二三四五六七八九十', undefined],
])('the password %s', (password, code) => {
  expect(refusePassword(password)?.code).toBe(code);
});
