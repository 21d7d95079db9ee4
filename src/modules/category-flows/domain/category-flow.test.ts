import { describe, expect, it } from 'vitest';
import { publicationBlockers, type BlockerInput } from './blockers.ts';
import { signedText } from './digest.ts';

describe('what stops publication', () => {
  const input: BlockerInput = {
    drawn: true,
    findings: 0,
    ends: false,
    callers: 0,
    first: true,
    reason: '',
    plannedFrom: null,
    today: '2026-11-26',
    resolution: 'not-needed',
  };
  it.each([
    ['category-flows/drawing-missing', { drawn: false }],
    ['category-flows/drawing-unlawful', { findings: 2 }],
    ['category-flows/reason-missing', { first: false, reason: ' ' }],
    ['category-flows/still-called', { ends: true, drawn: false, callers: 1 }],
    ['category-flows/effective-in-the-past', { plannedFrom: '2026-11-25' }],
    ['category-flows/resolution-missing', { resolution: 'missing' }],
    ['category-flows/meeting-open', { resolution: 'meeting-open' }],
  ] as const)('%s', (code, over) => {
    expect(publicationBlockers({ ...input, plannedFrom: '2026-11-26', resolution: 'adopted' })).toEqual([]);
    expect(publicationBlockers({ ...input, ...over }).map((b) => b.code)).toEqual([code]);
  });
});

it('an ending needs no drawing, and may be of a flow that is called while it is none', () => {
  const input = {
    drawn: false,
    findings: 0,
    first: false,
    reason: '没有事项了',
    plannedFrom: null,
    today: '2026-11-26',
  } as const;
  expect(publicationBlockers({ ...input, ends: true, callers: 0, resolution: 'adopted' })).toEqual([]);
  expect(
    publicationBlockers({ ...input, drawn: true, ends: false, callers: 3, resolution: 'adopted' }),
  ).toEqual([]);
});

it('a signature covers the drawing, the name, the reason, the office and the day', () => {
  const version = {
    code: 'flow-1',
    kind: 'licence',
    title: '行政许可通用流程',
    reason: '',
    officeId: 'o',
    plannedFrom: null,
    sha256: null,
    ends: false,
  };
  const texts = [
    version,
    { ...version, code: 'flow-2' },
    { ...version, kind: 'penalty' },
    { ...version, title: '许可通用流程' },
    { ...version, reason: '改' },
    { ...version, officeId: 'p' },
    { ...version, plannedFrom: '2026-12-01' },
    { ...version, sha256: 'ab' },
    { ...version, ends: true },
  ].map(signedText);
  expect(new Set(texts).size).toBe(texts.length);
});
