import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import { hasRole, holdsPost, inOffice, ROLES, SOCIETY, type Actor } from './actor.ts';
import { waitAfter } from './lockout.ts';
import { refusePassword } from './password.ts';
import { definePolicy } from './policy.ts';
import { rolesApart } from './role-separation.ts';
import { can, type AccessSubjects } from './rules.ts';
import { scopeAllows, TOKEN_SCOPES } from './scopes.ts';

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

describe('access to accounts', () => {
  const actions = ['account/list', 'account/manage', 'role/grant', 'token/create', 'token/revoke'] as const;
  const asks = fc.record({ action: fc.constantFrom<keyof AccessSubjects>(...actions), personId: id });
  const may = (actor: Actor, action: keyof AccessSubjects, subject: AccessSubjects['role/grant']) =>
    can(actor, action, subject);

  it('is nobody’s without a role, but for one’s own tokens', () => {
    fc.assert(
      fc.property(staff, asks, id, (someone, { action, personId }, agencyId) => {
        const actor = { ...someone, roles: [] };
        return !may(actor, action, { agencyId, personId });
      }),
    );
    fc.assert(
      fc.property(anybody, asks, id, (actor, { action, personId }, agencyId) => {
        fc.pre(actor.kind === 'public' || actor.kind === 'party');
        return !may(actor, action, { agencyId, personId });
      }),
    );
  });

  it('ends at the agency, whatever the roles', () => {
    fc.assert(
      fc.property(staff, asks, id, (actor, { action, personId }, agencyId) => {
        fc.pre(actor.agencyId !== agencyId && actor.roles.every((r) => r.agencyId !== agencyId));
        return !may(actor, action, { agencyId, personId });
      }),
    );
  });

  it('is never over oneself, whatever the roles: nobody keeps their own account or grants to themselves', () => {
    fc.assert(
      fc.property(staff, (actor) => {
        const own = { agencyId: actor.agencyId, personId: actor.personId };
        const all = { ...actor, roles: ROLES.map((role) => ({ role, agencyId: actor.agencyId })) };
        return !can(all, 'account/manage', own) && !can(all, 'role/grant', own);
      }),
    );
  });

  it.each(ROLES.map((role) => [role] as const))('of a colleague, with the role %s only', (role) => {
    fc.assert(
      fc.property(staff, id, (someone, personId) => {
        fc.pre(someone.personId !== personId);
        const { agencyId } = someone;
        const actor = { ...someone, roles: [{ role, agencyId }] };
        const granted = actions.filter((action) => may(actor, action, { agencyId, personId }));
        const expected: Partial<Record<string, readonly string[]>> = {
          operator: ['account/list', 'account/manage', 'token/revoke'],
          'org-admin': ['account/list', 'role/grant'],
          auditor: ['account/list'],
        };
        expect(granted).toEqual(expected[role] ?? []);
      }),
    );
  });
});

describe('roles of one person', () => {
  const held = fc.record({ role: fc.constantFrom(...ROLES), inSupervisingOffice: fc.boolean() });
  it('never both act and watch, in any order and number', () => {
    fc.assert(
      fc.property(
        fc.array(held),
        fc.constantFrom('supervisor' as const, 'auditor' as const),
        fc.constantFrom('handler' as const, 'leader' as const, 'operator' as const),
        (others, watch, act) =>
          !rolesApart([
            ...others,
            { role: watch, inSupervisingOffice: false },
            { role: act, inSupervisingOffice: false },
          ]),
      ),
    );
  });

  it.each([
    [
      true,
      [
        ['handler', false],
        ['leader', false],
      ],
    ],
    [
      true,
      [
        ['supervisor', false],
        ['auditor', false],
      ],
    ],
    [
      true,
      [
        ['supervisor', false],
        ['first-responsible', false],
      ],
    ],
    [
      true,
      [
        ['supervisor', false],
        ['office-head', true],
      ],
    ],
    [
      false,
      [
        ['supervisor', false],
        ['office-head', false],
      ],
    ],
    [true, []],
  ] as const)('%s: %j', (apart, roles) => {
    expect(rolesApart(roles.map(([role, inSupervisingOffice]) => ({ role, inSupervisingOffice })))).toBe(
      apart,
    );
  });
});

it.each([
  [['read'], 'GET', true],
  [['read'], 'HEAD', true],
  [['read'], 'POST', false],
  [['read'], 'DELETE', false],
  [['read', 'write'], 'POST', true],
  [[], 'GET', false],
] as const)('a token that may %j may %s: %s', (scopes, method, allowed) => {
  expect(
    scopeAllows(
      TOKEN_SCOPES.filter((s) => (scopes as readonly string[]).includes(s)),
      method,
    ),
  ).toBe(allowed);
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
