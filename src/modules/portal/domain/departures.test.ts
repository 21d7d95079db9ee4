import { describe, expect, it } from 'vitest';
import { departuresOf, lastMove } from './departures.ts';

const jump = { kind: 'jump', on: '2026-11-02', ground: '行政复议法第七十七条：执行复议决定' };
const move = { kind: 'move', on: '2026-11-05', ground: '《行政许可法》第三十四条', flow: 'flow-2' };
const again = { ...move, on: '2026-11-09', flow: 'flow-3' };
const revision = (index: number, value?: unknown, state = 'open') => ({
  index,
  fields: [{ name: 'state', state: 'open', value: 'reviewing' }].concat(
    value === undefined ? [] : [{ name: 'deviations', state, value: value as string }],
  ),
});

describe('the last move of a case', () => {
  it('is none without one, and never read from a closed field', () => {
    expect(lastMove([revision(1), revision(2, [jump])])).toBeUndefined();
    expect(lastMove([revision(1), revision(2, [move], 'withheld')])).toBeUndefined();
  });

  it('is the newest, with the entry that first told of it', () => {
    const told = [revision(1), revision(2, [jump]), revision(3, [jump, move]), revision(4, [jump, move])];
    expect(lastMove(told)).toMatchObject({ on: '2026-11-05', flow: 'flow-2', entry: 3 });
    expect(lastMove([...told, revision(9, [jump, move, again])])).toMatchObject({ flow: 'flow-3', entry: 9 });
  });

  it('has no version while the record does not name it', () => {
    const unnamed = { kind: 'move', on: '2026-11-05', ground: '法律修改' };
    expect(lastMove([revision(2, [unnamed])])).toMatchObject({ flow: undefined, entry: 2 });
  });
});

describe('departures', () => {
  it.each([[undefined], ['x'], [[{ kind: 'else' }]], [null]])('%j holds none', (value) => {
    expect(departuresOf(value)).toEqual([]);
  });
});
