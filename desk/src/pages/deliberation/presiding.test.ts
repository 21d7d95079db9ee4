import { describe, expect, it } from 'vitest';
import { presiding } from './presiding.ts';

const CHAIR = { personId: 'chair', name: '甲', chair: true, leave: false, reason: '', late: false };
const meeting = (decides: 'head' | 'majority-of-members', present: boolean | null, left = false) => ({
  body: {
    id: 'b',
    name: '会',
    series: '决',
    quorum: 'more-than-half' as const,
    decides,
    chairId: 'chair' as never,
    rowVersion: 1,
    members: [],
  },
  attendance: [{ ...CHAIR, present, left }],
});
const item = (
  over: { readonly withdrew?: boolean; readonly spoke?: boolean; readonly ballot?: 'secret' } = {},
) => ({
  recused: over.withdrew === true ? [{ personId: 'chair', name: '甲', reason: '' }] : [],
  ballot: over.ballot ?? ('hands' as const),
  opinions:
    over.spoke === true
      ? [
          {
            by: { personId: 'chair', name: '甲', at: '2026-11-10T09:00:00+08:00' },
            stance: null,
            text: '同意',
          },
        ]
      : [],
});

describe('an item whose chair', () => {
  it.each([
    ['is there', meeting('head', true), item(), undefined],
    ['is not asked for yet', meeting('head', null), item(), undefined],
    ['decides and withdrew', meeting('head', null), item({ withdrew: true }), 'head-withdrew'],
    ['decides and is away', meeting('head', false), item(), 'head-away'],
    ['decides and left before speaking', meeting('head', false, true), item(), 'head-away'],
    ['decides and left after speaking', meeting('head', false, true), item({ spoke: true }), undefined],
    [
      'decides and left before a secret vote',
      meeting('head', false, true),
      item({ spoke: true, ballot: 'secret' }),
      'head-away',
    ],
    [
      'withdrew where the members vote',
      meeting('majority-of-members', true),
      item({ withdrew: true }),
      'chair-withdrew',
    ],
    ['is away where the members vote', meeting('majority-of-members', false), item(), 'chair-away'],
  ] as const)('%s', (_, of, one, follows) => {
    expect(presiding(of, one)).toBe(follows);
  });
});
