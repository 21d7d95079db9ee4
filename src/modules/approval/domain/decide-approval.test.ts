import { describe, expect, it } from 'vitest';
import { decideApproval, fourEyes, type ApprovalAct } from './decide-approval.ts';
import type { VersionState } from './lifecycle.ts';

const signed = [{ personId: 'head', act: 'sign', voided: false }];
const decide = (
  state: VersionState,
  act: ApprovalAct,
  over: Partial<Parameters<typeof decideApproval>[1]> = {},
) =>
  decideApproval(
    { state, rowVersion: 4 },
    { act, rowVersion: 4, reason: '理由', personId: 'me', signatures: signed, drafters: ['clerk'], ...over },
  );

describe('an act on a version', () => {
  it.each([
    ['draft', 'sign', 'signed'],
    ['returned', 'sign', 'signed'],
    ['signed', 'countersign', 'countersigned'],
    ['countersigned', 'pass', 'passed'],
    ['passed', 'return', 'returned'],
  ] as const)('%s: %s leads to %s', (state, act, next) => {
    expect(decide(state, act)).toEqual({ ok: true, value: next });
  });

  it.each([
    ['that does not fit the state', decide('draft', 'pass'), 'not-in-this-state'],
    ['on what is published', decide('published', 'return'), 'not-in-this-state'],
    ['on what changed meanwhile', decide('signed', 'countersign', { rowVersion: 3 }), 'stale'],
    ['that sends back without a reason', decide('signed', 'return', { reason: ' ' }), 'reason-missing'],
    ['by who signed', decide('countersigned', 'pass', { personId: 'head' }), 'four-eyes'],
    ['by who drafted', decide('countersigned', 'pass', { personId: 'clerk' }), 'four-eyes'],
    ['countersigning one’s own draft', decide('signed', 'countersign', { personId: 'clerk' }), 'four-eyes'],
  ] as const)('is refused %s', (_, done, why) => {
    expect(done).toMatchObject({ ok: false, error: { why } });
  });

  it('lets a head who drafted sign: the office answers for its text, the review is somebody else’s', () => {
    expect(decide('draft', 'sign', { personId: 'clerk', signatures: [] }).ok).toBe(true);
  });
});

it.each([
  ['nobody signed', [], true],
  ['I signed', [{ personId: 'me', act: 'sign', voided: false }], false],
  ['I signed and an edit voided it', [{ personId: 'me', act: 'sign', voided: true }], true],
  ['another signed', [{ personId: 'x', act: 'sign', voided: false }], true],
  ['I returned it', [{ personId: 'me', act: 'return', voided: false }], true],
])('four eyes: %s', (_, signatures, expected) => {
  expect(fourEyes('me', signatures)).toBe(expected);
});
