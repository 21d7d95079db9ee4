import { describe, expect, it } from 'vitest';
import { findTable, type FoundTable } from './find-table.ts';
import type { Grid } from './grid.ts';

const grid = (rows: readonly (readonly (string | number | null)[])[], merges: Grid['merges'] = []): Grid => ({
  name: '清单',
  rows: rows.map((row) =>
    row.map((cell) =>
      cell === null
        ? undefined
        : { text: String(cell), kind: typeof cell === 'number' ? ('number' as const) : ('text' as const) },
    ),
  ),
  merges,
});
const texts = (table: FoundTable | undefined) =>
  table?.items.map(({ row, cells }) => [
    row,
    Object.fromEntries([...cells].map(([id, { text }]) => [id, text])),
  ]);

describe('finding the list', () => {
  const header = ['序号', '事项名称', '子项名称', '权力类型', '备注'];
  it('below titles, in another order, under other names, on another sheet', () => {
    const table = findTable([
      grid([['填报说明'], ['请逐项填写']]),
      grid([
        ['某局权责清单', null, null],
        ['填报单位：某局', null, null],
        ['职权类别', '备注', '权力事项名称（全称）'],
        ['行政许可', '甲', '设立登记'],
      ]),
    ]);
    expect(table?.sheet).toBe(1);
    expect(texts(table)).toEqual([[4, { type: '行政许可', remarks: '甲', main: '设立登记' }]]);
  });
  it('names what it does not know, columns there twice, and other lists', () => {
    const table = findTable([
      grid([
        [...header, '办理科长', '状态', '类别'],
        [1, '甲', null, '行政许可', null],
      ]),
      grid([header, [1, '乙', null, '行政许可', null]]),
    ]);
    expect(table?.notes).toEqual([
      { code: 'import/column-unknown', at: 'F1', found: '办理科长' },
      { code: 'import/column-twice', at: 'H1', found: '类别' },
      { code: 'import/other-list', at: 'A1', found: '清单' },
    ]);
  });
  it('is not there without names and types', () => {
    expect(
      findTable([
        grid([
          ['序号', '权力类型', '备注'],
          [1, '行政许可', '甲'],
        ]),
      ]),
    ).toBeUndefined();
    expect(findTable([])).toBeUndefined();
  });
  it('gives a main item merged over its sub-items to each of them', () => {
    const table = findTable([
      grid(
        [header, [1, '主项', '子项一', '行政许可', null], [null, null, '子项二', null, '乙']],
        [
          { top: 1, left: 0, bottom: 2, right: 0 },
          { top: 1, left: 1, bottom: 2, right: 1 },
          { top: 1, left: 3, bottom: 2, right: 3 },
        ],
      ),
    ]);
    expect(texts(table)).toEqual([
      [2, { serial: '1', main: '主项', sub: '子项一', type: '行政许可' }],
      [3, { serial: '1', main: '主项', sub: '子项二', type: '行政许可', remarks: '乙' }],
    ]);
    expect(table?.items[1]?.cells.get('main')?.at).toBe('B2');
  });
  it('reads a name merged over the sub-item column as an item without sub-items', () => {
    const table = findTable([
      grid([header, [1, '甲', null, '行政许可', null]], [{ top: 1, left: 1, bottom: 1, right: 2 }]),
    ]);
    expect(texts(table)).toEqual([[2, { serial: '1', main: '甲', type: '行政许可' }]]);
  });
  it('takes rows below an item as more lines of it when its name reaches down to them', () => {
    const table = findTable([
      grid(
        [
          ['事项名称', '权力类型', '责任事项', '追责情形'],
          ['甲', '行政许可', '受理：公示', '不受理'],
          [null, null, '审查：核对', null],
          [null, null, '决定：作出', '索贿'],
          ['乙', '行政处罚', '立案：登记', null],
        ],
        [
          { top: 1, left: 0, bottom: 3, right: 0 },
          { top: 1, left: 1, bottom: 3, right: 1 },
        ],
      ),
    ]);
    expect(texts(table)).toEqual([
      [
        2,
        {
          main: '甲',
          type: '行政许可',
          duties: '受理：公示\n审查：核对\n决定：作出',
          situations: '不受理\n索贿',
        },
      ],
      [5, { main: '乙', type: '行政处罚', duties: '立案：登记' }],
    ]);
  });
  it('does not join an unmerged row without a name to the one above', () => {
    const table = findTable([
      grid([header, [1, '甲', null, '行政许可', null], [2, null, null, '行政处罚', '忘了名称']]),
    ]);
    expect(texts(table)?.[1]).toEqual([3, { serial: '2', type: '行政处罚', remarks: '忘了名称' }]);
  });
  it('passes over headings, empty rows and footnotes, and names them', () => {
    const table = findTable([
      grid(
        [
          header,
          ['一、行政许可（1项）', null, null, null, null],
          [1, '甲', null, '行政许可', null],
          [null, null, null, null, null],
          [2, null, null, null, null],
          [null, '注：本表由领导小组办公室填写', null, null, null],
        ],
        [{ top: 1, left: 0, bottom: 1, right: 4 }],
      ),
    ]);
    expect(table?.items.map(({ row }) => row)).toEqual([3]);
    expect(table?.notes.map(({ code, at }) => [code, at])).toEqual([
      ['import/line-ignored', 'A2'],
      ['import/line-ignored', 'B6'],
    ]);
  });
  it('reads headers over two rows', () => {
    const table = findTable([
      grid(
        [
          ['事项名称', '权力类型', '责任事项', null],
          [null, null, '责任事项内容', '责任事项依据'],
          ['甲', '行政许可', '受理：公示', '《甲法》第一条'],
        ],
        [
          { top: 0, left: 0, bottom: 1, right: 0 },
          { top: 0, left: 1, bottom: 1, right: 1 },
          { top: 0, left: 2, bottom: 0, right: 3 },
        ],
      ),
    ]);
    expect(texts(table)).toEqual([
      [3, { main: '甲', type: '行政许可', duties: '受理：公示', dutyBasis: '《甲法》第一条' }],
    ]);
  });
});
