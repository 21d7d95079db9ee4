import { describe, expect, it } from 'vitest';
import { PowerContent } from '#modules/powers/contract';
import demo from '../../../../demo/data/powers.json' with { type: 'json' };
import { sortElements } from './content-values.ts';
import { ELEMENTS } from './element-fields.ts';
import { generatedCode } from './generated-code.ts';
import { same } from '../../lib/merge.ts';

const least = { name: '许可', typeCode: '01', exercisingBody: '市商务局', level: '3' };

describe('what a form holds, as it can be stored', () => {
  it('has a place for every element of a power', () => {
    expect([...ELEMENTS.keys()].toSorted()).toEqual(Object.keys(PowerContent.shape).toSorted());
  });

  it('leaves a stored content as it is', () => {
    for (const { content } of demo.items) {
      const stored = PowerContent.parse(content);
      const { values, faults } = sortElements(stored);
      expect(faults).toEqual([]);
      for (const name of ELEMENTS.keys()) {
        const element = name as keyof PowerContent;
        expect(same(values[element], stored[element]), `${stored.name}: ${name}`).toBe(true);
      }
    }
  });

  it('drops what was left empty: blank lines, rows and groups in which nothing stands', () => {
    const { values, faults } = sortElements({
      ...least,
      place: '  ',
      conditions: ['有场所', '', '  '],
      legalBasis: [{ verified: false }, {}],
      statutoryLimit: { n: null, verified: false },
      fees: { charged: false },
    });
    expect(faults).toEqual([]);
    expect(values).toMatchObject({ conditions: ['有场所'], legalBasis: [] });
    expect(values.place).toBeUndefined();
    expect(values.statutoryLimit).toBeUndefined();
    expect(values.fees).toBeUndefined();
  });

  it('keeps a file with its row, and a row for its file alone', () => {
    const blankForm = {
      name: '申请书.pdf',
      type: 'application/pdf',
      size: 10,
      sha256: 'a'.repeat(64),
    } as const;
    const row = { name: '申请书', source: '自备', form: 'original', copies: 1, required: true };
    const { values, faults } = sortElements({ ...least, materials: [{ ...row, blankForm }] });
    expect(faults).toEqual([]);
    expect(values.materials).toEqual([{ ...row, ease: 'none', blankForm }]);
    const unfinished = sortElements({ ...least, materials: [{ blankForm, required: false }] });
    expect('materials' in unfinished.values).toBe(false);
    expect(unfinished.faults).toContainEqual({ path: ['materials', 0, 'name'], kind: 'missing' });
  });

  it('keeps an unfinished element back, names the place, and lets the others through', () => {
    const { values, faults } = sortElements({
      ...least,
      name: ' ',
      place: '窗口',
      legalBasis: [{ law: '行政许可法' }],
      exercisingBodyCode: '123',
    });
    expect(values.place).toBe('窗口');
    expect('legalBasis' in values).toBe(false);
    expect(faults).toEqual(
      expect.arrayContaining([
        { path: ['name'], kind: 'missing' },
        { path: ['legalBasis', 0, 'article'], kind: 'missing' },
        { path: ['exercisingBodyCode'], kind: 'format' },
      ]),
    );
  });

  it('makes the implementation code of its parts, and only when a part was changed', () => {
    const parts = { exercisingBodyCode: '11440100007482575H', level: '3', basicCode: '440118009000' };
    expect(generatedCode({ basicCode: parts.basicCode }, parts)).toBe('11440100007482575H3440118009000');
    expect(generatedCode({ name: 'x' }, parts)).toBeUndefined();
    expect(generatedCode({ basicCode: '4401' }, { ...parts, basicCode: '4401' })).toBeUndefined();
  });
});
