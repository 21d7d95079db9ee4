import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerProblems, formFaults, FormField, readAnswers, type Answers } from './application-form.ts';

const field = (over: Partial<FormField> & Pick<FormField, 'label'>): FormField =>
  FormField.parse({ kind: 'line', required: true, ...over });
const kind = field({ label: '站点类型', kind: 'choice', choices: ['新建', '迁建'] });
const from = field({ label: '原址', when: { label: '站点类型', is: '迁建' } });
const FORM = [
  kind,
  from,
  field({ label: '加油机数量', kind: 'number', max: 99 }),
  field({ label: '拟开业日', kind: 'day', required: false }),
  field({ label: '油品', kind: 'choices', choices: ['汽油', '柴油'], required: false }),
  field({ label: '已告知风险', kind: 'check' }),
  field({ label: '备注', kind: 'text', max: 5, required: false }),
];
const GOOD: Answers = { 站点类型: '新建', 加油机数量: 4, 已告知风险: true };

describe('a form', () => {
  it('that can be filled in has no fault', () => expect(formFaults(FORM)).toEqual([]));

  it.each([
    ['a label twice', [kind, kind], [{ at: 1, code: 'label-twice' }]],
    [
      'a choice of one',
      [field({ label: 'x', kind: 'choice', choices: ['a', 'a'] })],
      [{ at: 0, code: 'choices-missing' }],
    ],
    ['a condition on what comes later', [from, kind], [{ at: 0, code: 'condition-unknown' }]],
    [
      'a condition nobody can meet',
      [kind, field({ label: 'y', when: { label: '站点类型', is: '扩建' } })],
      [{ at: 1, code: 'condition-unknown' }],
    ],
  ] as const)('with %s', (_, fields, faults) => expect(formFaults(fields)).toEqual(faults));
});

describe('answers', () => {
  it('are taken when they answer what was asked', () => expect(answerProblems(FORM, GOOD)).toEqual([]));

  it.each([
    ['nothing to a question that must be answered', { ...GOOD, 站点类型: '' }, '站点类型', 'required'],
    ['nothing to what the first answer asks for', { ...GOOD, 站点类型: '迁建' }, '原址', 'required'],
    ['an answer that was not asked for', { ...GOOD, 原址: '路北区' }, '原址', 'not-offered'],
    ['a question that is none', { ...GOOD, 别的: '1' }, '别的', 'not-offered'],
    ['words for a number', { ...GOOD, 加油机数量: '四' }, '加油机数量', 'format'],
    ['no number', { ...GOOD, 加油机数量: Number.NaN }, '加油机数量', 'format'],
    ['too many', { ...GOOD, 加油机数量: 100 }, '加油机数量', 'too-long'],
    ['a day that is none', { ...GOOD, 拟开业日: '2026-02-30' }, '拟开业日', 'format'],
    ['a choice that is none', { ...GOOD, 油品: ['煤油'] }, '油品', 'format'],
    ['a tick that was not set', { ...GOOD, 已告知风险: false }, '已告知风险', 'required'],
    ['a text too long', { ...GOOD, 备注: '一二三四五六' }, '备注', 'too-long'],
    ['control characters', { ...GOOD, 备注: '一\u0000' }, '备注', 'format'],
  ])('name %s', (_, answers, label, code) =>
    expect(answerProblems(FORM, answers)).toEqual([{ label, code }]),
  );
});

describe('what a form sent', () => {
  const typed = (values: Readonly<Record<string, string>>) =>
    readAnswers(FORM, ({ label }) => values[label] ?? '');

  it('is read by the kind of the question; full-width digits are digits', () => {
    expect(
      typed({
        站点类型: '迁建',
        原址: ' 路北区 ',
        加油机数量: '１２',
        油品: '汽油\n柴油',
        已告知风险: 'yes',
        拟开业日: '２０２６-12-01',
      }),
    ).toEqual({
      站点类型: '迁建',
      原址: '路北区',
      加油机数量: 12,
      油品: ['汽油', '柴油'],
      已告知风险: true,
      拟开业日: '2026-12-01',
    });
  });

  it('leaves out what was not asked or not answered, and keeps what cannot be read so that it is named', () => {
    const answers = typed({ 站点类型: '新建', 原址: '路北区', 加油机数量: '四台', 已告知风险: 'yes' });
    expect(answers).toEqual({ 站点类型: '新建', 加油机数量: '四台', 已告知风险: true });
    expect(answerProblems(FORM, answers)).toEqual([{ label: '加油机数量', code: 'format' }]);
  });

  it('never answers what was not asked, whatever was typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 7, maxLength: 7 }), (texts) => {
        const answers = readAnswers(FORM, (_, at) => texts[at] ?? '');
        expect(answerProblems(FORM, answers).filter(({ code }) => code === 'not-offered')).toEqual([]);
      }),
    );
  });
});
