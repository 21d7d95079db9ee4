import { describe, expect, it } from 'vitest';
import { Uuid } from '#kernel';
import { ROLES, type Role, type StaffActor } from '#modules/access';
import { can } from './policy.ts';

const HERE = Uuid.parse('01936d00-0000-7000-8000-00000000000a');
const THERE = Uuid.parse('01936d00-0000-7000-8000-00000000000b');
const ACTIONS = [
  'filing/read',
  'filing/enrol',
  'filing/prepare',
  'filing/sign',
  'filing/send',
  'filing/receive',
  'filing/comment',
  'filing/set-reference',
] as const;
const MAY: Partial<Record<Role, readonly (typeof ACTIONS)[number][]>> = {
  leader: ['filing/read', 'filing/sign', 'filing/comment'],
  'first-responsible': ['filing/read', 'filing/sign', 'filing/comment'],
  'review-office': ACTIONS.filter((action) => action !== 'filing/sign'),
  supervisor: ['filing/read'],
  auditor: ['filing/read'],
};
const actor = (role: Role, officeId?: Uuid): StaffActor => ({
  kind: 'staff',
  personId: HERE,
  name: '测试',
  agencyId: HERE,
  assignments: [],
  roles: [{ role, agencyId: HERE, ...(officeId === undefined ? {} : { officeId }) }],
});

describe('who files and takes filings', () => {
  it.each(ROLES)('%s', (role) => {
    const may = ACTIONS.filter((action) => can(actor(role), action, { agencyId: HERE }));
    expect(may).toEqual(MAY[role] ?? []);
    expect(ACTIONS.filter((action) => can(actor(role), action, { agencyId: THERE }))).toEqual([]);
  });
  it('a leader of one office only signs nothing for the whole body', () => {
    expect(ACTIONS.filter((action) => can(actor('leader', THERE), action, { agencyId: HERE }))).toEqual([]);
  });
  it('society does none of it, and the system does not sign', () => {
    expect(ACTIONS.filter((action) => can({ kind: 'public' }, action, { agencyId: HERE }))).toEqual([]);
    expect(can({ kind: 'system', name: 'x' }, 'filing/sign', { agencyId: HERE })).toBe(false);
  });
});
