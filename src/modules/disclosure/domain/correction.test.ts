import { describe, expect, it } from 'vitest';
import { refusedCorrections } from './correction.ts';

const kinds: Readonly<Record<string, string>> = {
  content: 'text',
  decidedOn: 'date',
  number: 'code',
  register: 'object',
  ground: 'text',
  party: 'text',
};
const of = { kind: (name: string) => kinds[name], isOpen: (name: string) => name !== 'party' };

describe('a correction', () => {
  it.each([
    [{ content: '准予变更' }, []],
    [{ decidedOn: '2026-11-24' }, []],
    [{ decidedOn: '2026-02-30' }, ['decidedOn']],
    [{ content: '  ' }, ['content']],
    [{ content: 5 }, ['content']],
    [{ number: 'TS-1' }, ['number']],
    [{ register: '{}' }, ['register']],
    [{ ground: '别的' }, ['ground']],
    [{ unheard: 'x' }, ['unheard']],
    // A name that society never read stays closed: a correction would open it.
    [{ party: '张三' }, ['party']],
    [{ content: 'a', number: 'b' }, ['number']],
  ])('%j: refused %j', (fields, refused) => {
    expect(refusedCorrections(fields, of)).toEqual(refused);
  });
});
