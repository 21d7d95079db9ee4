import { describe, expect, it } from 'vitest';
import { PowerContent } from './content.ts';
import { changesOf } from './import-changes.ts';

const item = (rest: object) =>
  PowerContent.parse({ name: '甲', typeCode: '10', exercisingBody: '某局', level: '3', ...rest });
const offices = new Map([['k1', '一处']]);

describe('in what a row differs from the item that is here', () => {
  it('nothing, of itself', () => {
    const same = item({ remarks: '注', conditions: ['一'], officeKey: 'k1' });
    expect(changesOf(same, same, offices)).toEqual([]);
  });

  it('is said by column with both texts, and at its cell', () => {
    const [before, after] = [item({ officeKey: 'k1' }), item({ committedLimit: { n: 3, unit: 'wd' } })];
    expect(changesOf(before, after, offices, new Map([['office', 'G4']]))).toEqual([
      { field: 'column/office', cell: 'G4', before: '一处', after: '', emptied: true },
      { field: 'column/committed', before: '', after: '3个工作日', emptied: false },
    ]);
  });

  it('is named by element where a list has no column for it', () => {
    const [before, after] = [item({ conditions: ['一'], hours: '上午' }), item({ hours: '下午' })];
    expect(changesOf(before, after, offices)).toEqual([
      { field: 'content/conditions', emptied: true },
      { field: 'content/hours', emptied: false },
    ]);
  });

  it('shows long texts from where they begin to differ', () => {
    const long = '长'.repeat(500);
    const [change] = changesOf(item({ remarks: `${long}甲` }), item({ remarks: `${long}乙` }), offices);
    expect(change?.before).toBe(`…${'长'.repeat(20)}甲`);
    expect(change?.after).toBe(`…${'长'.repeat(20)}乙`);
  });
});
