import { describe, expect, it } from 'vitest';
import type { Role, StaffActor } from '#modules/access';
import { can } from './policy.ts';

const AGENCY = '01900000-0000-7000-8000-00000000000a';
const OFFICE = '01900000-0000-7000-8000-00000000000b';
const OTHER = '01900000-0000-7000-8000-00000000000c';
const ACTS = [
  'request',
  'read',
  'see',
  'sign',
  'review',
  'approve',
  'file',
  'keep',
  'open',
  'withdraw',
] as const;

function actor(roles: readonly Role[], where: { agencyId?: string; officeId?: string; sits?: boolean } = {}) {
  const { agencyId = AGENCY, officeId, sits = false } = where;
  return {
    kind: 'staff',
    personId: 'me',
    name: '甲',
    agencyId,
    assignments: sits ? [{ postId: 'post', officeId: OFFICE }] : [],
    roles: roles.map((role) => ({ role, agencyId, ...(officeId === undefined ? {} : { officeId }) })),
  } as unknown as StaffActor;
}
const may = (who: StaffActor): string =>
  ACTS.filter((act) =>
    can(who, `exception/${act}`, { agencyId: AGENCY, officeId: OFFICE, requestedBy: 'somebody' }),
  ).join(' ');

describe('who may do what in the non-public register', () => {
  it.each<[string, StaffActor, string]>([
    ['registrar', actor(['registrar']), 'request read see'],
    ['registrar of the office', actor(['registrar'], { officeId: OFFICE }), 'request read see'],
    ['registrar of another office', actor(['registrar'], { officeId: OTHER }), ''],
    ['whoever sits in the office', actor(['handler'], { sits: true }), 'request read see'],
    ['handler elsewhere', actor(['handler']), ''],
    ['head of the office', actor(['office-head'], { officeId: OFFICE }), 'request read see sign'],
    ['head of another office', actor(['office-head'], { officeId: OTHER }), ''],
    ['leader in charge', actor(['leader'], { officeId: OFFICE }), 'read see'],
    ['leader in charge of another office', actor(['leader'], { officeId: OTHER }), 'read'],
    ['first responsible person', actor(['first-responsible']), 'read see'],
    ['leading group office', actor(['review-office']), 'read see approve file keep open'],
    ['secrecy reviewer', actor(['disclosure-reviewer']), 'read see review'],
    ['supervisor', actor(['supervisor']), 'read see'],
    ['supervisor who sits in the office', actor(['supervisor'], { sits: true }), 'read see'],
    ['auditor', actor(['auditor']), 'read see'],
    ['administrator', actor(['org-admin']), ''],
    ['operator', actor(['operator']), ''],
    ['everybody of another agency', actor(['office-head', 'review-office'], { agencyId: OTHER }), ''],
  ])('%s', (_, who, acts) => {
    expect(may(who)).toBe(acts);
  });

  it('takes a request back only as who made it, in the same agency', () => {
    const mine = { agencyId: AGENCY, requestedBy: 'me' };
    expect(can(actor([]), 'exception/withdraw', mine)).toBe(true);
    expect(can(actor([], { agencyId: OTHER }), 'exception/withdraw', mine)).toBe(false);
    expect(
      can({ kind: 'system', name: 'loop' }, 'exception/approve', { agencyId: AGENCY, officeId: OFFICE }),
    ).toBe(false);
  });
});
