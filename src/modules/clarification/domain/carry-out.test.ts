import { describe, expect, it } from 'vitest';
import { carryOut, type Order } from './carry-out.ts';
import { DECISIONS, type Decision } from './finding.ts';

const order = (decision: Decision, over: Partial<Order> = {}): Order => ({
  decision,
  reason: '理由',
  basis: '依据',
  power: { powerId: 'p1', title: '甲许可（C1）', body: '商务局' },
  other: { powerId: 'p2', title: '乙许可', body: '商务局' },
  survivorId: 'p1',
  receiver: { kind: 'agency', agencyId: 'b', name: '市场监管局', agreed: true },
  discussions: 1,
  ...over,
});
const adjustments = (decision: Decision, over?: Partial<Order>) => {
  const done = carryOut(order(decision, over));
  return done.ok
    ? done.value.adjustments.map(({ powerId, status, note }) => [powerId, status, note])
    : done.error.code;
};

describe('a decision is carried out', () => {
  it.each<readonly [Decision, unknown]>([
    ['strengthen', [['p1', 'in-force', null]]],
    ['cut-links', [['p1', 'in-force', null]]],
    ['cancel', [['p1', 'cancelled', '取消：理由']]],
    ['keep', []],
    [
      'merge',
      [
        ['p2', 'cancelled', '并入“甲许可（C1）”：理由'],
        ['p1', 'in-force', '“乙许可”并入本项：理由'],
      ],
    ],
    ['transfer', [['p1', 'transferred', '划转至市场监管局：理由']]],
  ])('%s', (decision, expected) => {
    expect(adjustments(decision)).toEqual(expected);
  });

  it('a transferred item points both ways; within a body only the office changes', () => {
    expect(carryOut(order('transfer'))).toMatchObject({
      value: { handover: { agencyId: 'b', note: '由商务局“甲许可（C1）”划入' } },
    });
    const receiver = { kind: 'office', officeId: 'o', name: '流通处' } as const;
    expect(carryOut(order('transfer', { receiver }))).toMatchObject({
      value: { handover: null, adjustments: [{ status: 'in-force', officeId: 'o' }] },
    });
    const outside = { kind: 'outside', name: '省厅' } as const;
    expect(carryOut(order('transfer', { receiver: outside }))).toMatchObject({
      value: { handover: null, adjustments: [{ status: 'transferred' }] },
    });
  });

  it.each<readonly [string, Partial<Order>, Decision, string]>([
    ['no reason', { reason: '' }, 'keep', 'clarification/reason-missing'],
    ['no basis', { basis: '' }, 'strengthen', 'clarification/basis-missing'],
    ['no other item', { other: null }, 'merge', 'clarification/nothing-to-merge'],
    ['a stranger that stays', { survivorId: 'p9' }, 'merge', 'clarification/nothing-to-merge'],
    ['nobody that receives', { receiver: null }, 'transfer', 'clarification/receiver-missing'],
    [
      'a body that has not agreed',
      { receiver: { kind: 'agency', agencyId: 'b', name: '市场监管局', agreed: false } },
      'transfer',
      'clarification/not-agreed',
    ],
  ])('not with %s', (_, over, decision, code) => {
    expect(adjustments(decision, over)).toBe(code);
  });

  it.each(DECISIONS)('%s before anything was said', (decision) => {
    const silent = adjustments(decision, { discussions: 0 });
    if (['merge', 'transfer', 'cancel'].includes(decision))
      expect(silent).toBe('clarification/not-discussed');
    else expect(silent).toEqual(adjustments(decision));
  });
});
