import { describe, expect, it } from 'vitest';
import { PowerContent } from '../content.ts';
import type { ColumnId } from './columns.ts';
import { identityOf, keysOf, matching, readIdentity, storedKey, writeIdentity } from './identity.ts';

const id = '01a217fd-b457-758f-93cd-c972625b6777';
const digest = 'ab'.repeat(32);
const rowOf = (texts: Partial<Record<ColumnId, string>>) => ({
  row: 2,
  cells: new Map(
    Object.entries(texts).map(([column, text]) => [
      column as ColumnId,
      { text, kind: 'text' as const, at: 'A2' },
    ]),
  ),
});
const item = (rest: object) => ({
  content: PowerContent.parse({ name: '甲', typeCode: '01', exercisingBody: '某局', level: '3', ...rest }),
});

describe('系统编号', () => {
  it('is read as it was written, in any width', () => {
    const written = writeIdentity(id, digest);
    expect(readIdentity(written)).toEqual({ id, digest: 'abababababab' });
    expect(readIdentity(` ${written.toUpperCase()}　`)).toEqual({ id, digest: 'abababababab' });
  });
  it.each(['', id, '17', `${id}·abc`, `${id}·${digest}`])('%j names no item', (text) =>
    expect(readIdentity(text)).toBeUndefined(),
  );
});

describe('which item a row means', () => {
  it('is looked up by number, codes as they stand and folded, then type and names', () => {
    const identity = identityOf(
      rowOf({
        id: writeIdentity(id, digest),
        implementationCode: 'Ｘ 1',
        rawCode: 'Ｐ-００１',
        type: '许可',
        main: '甲',
        sub: '乙',
      }),
    );
    expect(keysOf(identity)).toEqual([id, 'X1', 'P-001', 'Ｐ-００１', '清单/01/甲/乙']);
    expect(storedKey(identity)).toBe('X1');
    expect(storedKey(identityOf(rowOf({ type: '行政许可', main: '甲' })))).toBe('清单/01/甲/');
  });
  it('is the numbered one before that of its code, and that before one of the same names', () => {
    const [one, two, three] = [item({}), item({ rawCode: 'P1' }), item({})];
    const found = new Map([
      ['i', one],
      ['P1', two],
      ['n', three],
    ]);
    expect(matching({ id: 'i', codes: ['P1'], named: 'n' }, found)).toBe(one);
    expect(matching({ id: 'gone', codes: ['P1'], named: 'n' }, found)).toBe(two);
    expect(matching({ codes: ['P2'], named: 'n' }, found)).toBe(three);
    expect(matching({ codes: ['P2'] }, found)).toBeUndefined();
  });
  it('is not the one of the same names where both have a code', () => {
    const found = new Map([['n', item({ rawCode: 'P1' })]]);
    expect(matching({ codes: ['P2'], named: 'n' }, found)).toBeUndefined();
    expect(matching({ codes: [], named: 'n' }, found)).toBe(found.get('n'));
  });
});
