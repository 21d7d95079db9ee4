import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRY_KINDS } from '#modules/campaigns/contract';
import { mergeReturn, packKept, sameDraft, unpackKept, type Draft, type Line } from './merge-return.ts';

const draft = (lines: Readonly<Record<string, Line>>, nil = false): Draft => ({
  nil,
  lines: new Map(Object.entries(lines)),
});
const keep: Line = { kind: 'keep', note: '' };
const adjust: Line = { kind: 'adjust', note: '时限太长' };
const giveUp: Line = { kind: 'give-up', note: '已划转' };
const anyDraft: fc.Arbitrary<Draft> = fc
  .record({
    nil: fc.boolean(),
    lines: fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.record({ kind: fc.constantFrom(...ENTRY_KINDS), note: fc.constantFrom('', 'x', 'y') }),
    ),
  })
  .map(({ nil, lines }) => draft(lines, nil));

describe('two people who write one return', () => {
  it.each([
    [
      'both changes, of different powers',
      { a: keep },
      { a: adjust },
      { a: keep, b: keep },
      { a: adjust, b: keep },
      [],
    ],
    [
      'one’s own, where both changed the same',
      { a: keep },
      { a: adjust },
      { a: giveUp },
      { a: adjust },
      ['a'],
    ],
    ['no clash where both say the same', { a: keep }, { a: adjust }, { a: adjust }, { a: adjust }, []],
    ['what the other took off', { a: keep, b: keep }, { a: adjust, b: keep }, { a: keep }, { a: adjust }, []],
  ] as const)('keeps %s', (_, base, mine, theirs, result, clashes) => {
    const merged = mergeReturn(draft(base), draft(mine), draft(theirs));
    expect(sameDraft(merged, draft(result))).toBe(true);
    expect(merged.clashes).toEqual(clashes);
  });

  it('changes nothing for who typed nothing, and loses nothing when nobody else did', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (base, other) => {
        expect(sameDraft(mergeReturn(base, base, other), other)).toBe(true);
        expect(sameDraft(mergeReturn(base, other, base), other)).toBe(true);
      }),
    );
  });
});

describe('what is kept until it is saved', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, fc.nat(), (base, mine, rowVersion) => {
        const kept = unpackKept(packKept({ rowVersion, base, mine }));
        expect(kept?.rowVersion).toBe(rowVersion);
        expect(kept !== undefined && sameDraft(kept.base, base) && sameDraft(kept.mine, mine)).toBe(true);
      }),
    );
  });

  it.each([null, '', '{', '{"nil":true}', '[]'])('is nothing where %j stands', (text) =>
    expect(unpackKept(text)).toBeUndefined(),
  );
});
