import { describe, expect, it } from 'vitest';
import { Uuid } from '#kernel';
import type { Role, StaffActor } from '#modules/access';
import { can, hearingOf } from './policy.ts';

const id = (n: number): Uuid => Uuid.parse(`00000000-0000-7000-8000-00000000000${n}`);
const agencyId = id(9);
const staff = (n: number, ...roles: readonly Role[]): StaffActor => ({
  kind: 'staff',
  personId: id(n),
  name: '测试',
  agencyId,
  assignments: [],
  roles: roles.map((role) => ({ role, agencyId })),
});
/** 0 chairs, 1 was there, 2 withdrew, 3 was away; 4 and on are no members. */
const item = {
  agencyId,
  attendees: [0, 1, 2, 3].map((n) => ({ personId: id(n), present: n !== 3 })),
  recused: [id(2)],
  settled: true,
  signerId: id(0),
} as const;

describe('what was said of an item is heard', () => {
  it.each([
    ['by who keeps the record', staff(5, 'review-office'), 'named', 'named', 'named'],
    ['by who keeps the record and withdrew', staff(2, 'review-office'), 'named', 'named', 'named'],
    ['by the chair', staff(0), 'named', 'named', 'named'],
    ['by a member who was there', staff(1), 'named', 'named', 'named'],
    ['by a member who was away', staff(3), 'named', 'unnamed', 'nothing'],
    ['by a member who withdrew', staff(2), 'nothing', 'nothing', 'nothing'],
    ['by a supervisor', staff(5, 'supervisor'), 'named', 'unnamed', 'nothing'],
    ['by a supervisor who withdrew as a member', staff(2, 'supervisor'), 'nothing', 'nothing', 'nothing'],
    ['by a leader who is no member', staff(5, 'leader'), 'nothing', 'nothing', 'nothing'],
    ['by the clerk', staff(6, 'handler'), 'nothing', 'nothing', 'nothing'],
  ] as const)('%s', (_, actor, open, secret, secretYet) => {
    expect([
      hearingOf(actor, { ...item, ballot: 'hands' }),
      hearingOf(actor, { ...item, ballot: 'secret' }),
      hearingOf(actor, { ...item, ballot: 'secret', settled: false }),
    ]).toEqual([open, secret, secretYet]);
  });

  it('by who signs in the place of a chair who has left, without names after a secret ballot', () => {
    const successor = { ...item, signerId: id(6) };
    expect(hearingOf(staff(6), { ...successor, ballot: 'oral' })).toBe('named');
    expect(hearingOf(staff(6), { ...successor, ballot: 'secret' })).toBe('unnamed');
  });
});

it('lets nobody sign while nobody is named', () => {
  for (const signerId of [undefined, id(1)])
    expect(can(staff(0), 'deliberation/sign-minutes', { agencyId, signerId })).toBe(false);
  expect(can(staff(1), 'deliberation/sign-minutes', { agencyId, signerId: id(1) })).toBe(true);
});
