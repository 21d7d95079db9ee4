import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIFECYCLE, nextState, VERSION_STATES, type VersionAct } from './lifecycle.ts';

describe('the way of a version', () => {
  const acts: VersionAct[] = ['edit', 'sign', 'countersign', 'return', 'pass', 'publish'];
  it('is published only after signature, countersignature and review, in that order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (path) => {
        let state: (typeof VERSION_STATES)[number] = 'draft';
        let since: VersionAct[] = [];
        for (const act of path) {
          const next = nextState(state, act);
          if (next === undefined) continue;
          since = act === 'edit' || act === 'return' ? [] : [...since, act];
          state = next;
        }
        return state !== 'published' || since.join() === 'sign,countersign,pass,publish';
      }),
    );
  });
  it('ends there', () => {
    expect(Object.keys(LIFECYCLE.published)).toEqual([]);
  });
});
