import { describe, expect, it } from 'vitest';
import { PowerContent } from './content.ts';
import { FormFile, formsIn, withHeldForms } from './form-file.ts';

const file = (name: string): FormFile => ({
  name: `${name}.pdf`,
  type: 'application/pdf',
  size: 10,
  sha256: name.padEnd(64, '0'),
});
const [blank, sample, result] = [file('a'), file('b'), file('c')];
const material = { name: '申请书', form: 'original', copies: 1, source: '申请人自备', required: true };
const content = (materials: readonly unknown[], outcome?: unknown): PowerContent =>
  PowerContent.parse({
    name: '某项许可',
    typeCode: '01',
    exercisingBody: '某局',
    level: '3',
    materials,
    ...(outcome === undefined ? {} : { result: outcome }),
  });

describe('a form in a content', () => {
  it('is found with the element it stands under', () => {
    const whole = content(
      [
        { ...material, blankForm: blank },
        { ...material, name: '协议', sample },
      ],
      {
        name: '许可证',
        sample: result,
      },
    );
    expect(formsIn(whole)).toEqual([
      { field: 'materials', file: blank },
      { field: 'materials', file: sample },
      { field: 'result', file: result },
    ]);
    expect(formsIn(content([material]))).toEqual([]);
  });

  it.each([
    ['a type that runs something', { type: 'application/vnd.ms-word.document.macroenabled.12' }],
    ['text', { type: 'text/plain' }],
    ['no bytes', { size: 0 }],
    ['half a digest', { sha256: 'a'.repeat(32) }],
    ['a digest in capitals', { sha256: 'A'.repeat(64) }],
    ['no name', { name: ' ' }],
    ['a key of the store', { key: 'x' }],
  ])('is refused with %s', (_, part) => {
    expect(FormFile.safeParse({ ...blank, ...part }).success).toBe(false);
  });
});

describe('a list that comes in', () => {
  const before = content([{ ...material, blankForm: blank, sample }], { name: '许可证', sample: result });
  const all = () => true;
  const none = () => false;
  const of = (made: PowerContent) => formsIn(made).map(({ file: { name } }) => name);

  it.each<[string, PowerContent, (one: FormFile) => boolean, readonly string[]]>([
    [
      'takes no form away by saying nothing',
      content([material], { name: '许可证' }),
      none,
      ['a.pdf', 'b.pdf', 'c.pdf'],
    ],
    ['keeps none for a material of another name', content([{ ...material, name: '申请表' }]), none, []],
    ['keeps no sample of another result', content([material], { name: '通知书' }), none, ['a.pdf', 'b.pdf']],
    [
      'brings the forms it names where they are here',
      content([{ ...material, blankForm: file('d') }]),
      all,
      ['d.pdf', 'b.pdf'],
    ],
    [
      'leaves out what is not here',
      content([{ ...material, blankForm: file('d') }]),
      none,
      ['a.pdf', 'b.pdf'],
    ],
  ])('%s', (_, listed, isHeld, names) => {
    expect(of(withHeldForms(listed, isHeld, before))).toEqual(names);
  });

  it('is a new item without forms that are not here', () => {
    expect(of(withHeldForms(before, none, undefined))).toEqual([]);
  });
});
