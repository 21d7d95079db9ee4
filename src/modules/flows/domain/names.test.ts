import { describe, expect, it } from 'vitest';
import type { FlowNode, FlowTable } from './flow-table.ts';
import { nodeName, outcomeName, outcomeWhen, questionAfter } from './names.ts';

const outcomes = [
  { code: 'grant', label: '准予' },
  { code: 'refuse', label: '不予' },
];
const decide = {
  id: 'decide',
  name: '决定',
  nameEn: 'Decide',
  kind: 'task',
  outcomes,
} as unknown as FlowNode;
const way = (from: string, to: string, label?: string, labelEn?: string) => ({
  id: `${from}-${to}`,
  from,
  to,
  ...(label === undefined ? {} : { label }),
  ...(labelEn === undefined ? {} : { labelEn }),
});
const table = {
  nodes: [decide],
  edges: [way('decide', 'choice'), way('choice', 'issue', '准予', 'grant'), way('choice', 'tell', '不予')],
} as unknown as FlowTable;

const tell = { ...decide, id: 'tell', outcomes: [{ code: 'done', label: '完成' }] } as unknown as FlowNode;

describe('names of steps and outcomes', () => {
  it('are those of the flow, in English where it has them', () => {
    expect([nodeName(decide, 'zh'), nodeName(decide, 'en')]).toEqual(['决定', 'Decide']);
    expect(nodeName({ name: '受理' }, 'en')).toBe('受理');
  });

  it.each([
    ['grant', 'zh', '准予'],
    ['grant', 'en', 'grant'],
    ['refuse', 'en', '不予'],
    ['unknown', 'en', undefined],
  ] as const)('%s in %s is %s', (code, lang, name) => {
    expect(outcomeName(table, decide, code, lang)).toBe(name);
  });

  it('are plain words where a step has one way on that nobody worded', () => {
    expect([outcomeName(table, tell, 'done', 'zh'), outcomeName(table, tell, 'done', 'en')]).toEqual([
      '完成',
      'done',
    ]);
  });
});

describe('what an outcome answers', () => {
  const choice = { id: 'choice', name: '是否需要现场核查', nameEn: 'Inspect on site?', kind: 'xor' };
  const asked = (over: object) =>
    ({
      nodes: [decide, { ...choice, ...over }],
      edges: [
        way('decide', 'choice'),
        { ...way('choice', 'issue', '准予'), when: '符合法定条件' },
        { ...way('choice', 'tell', '不予'), when: '不予' },
      ],
    }) as unknown as FlowTable;

  it('is the name of the gateway behind its step', () => {
    expect(questionAfter(asked({}), decide, 'zh')).toBe('是否需要现场核查');
    expect(questionAfter(asked({}), decide, 'en')).toBe('Inspect on site?');
  });

  it.each([{ name: '决定' }, { name: '' }, { kind: 'and' }])('is not asked with a gateway of %o', (over) => {
    expect(questionAfter(asked(over), decide, 'zh')).toBeNull();
  });

  it('and when it is right is said once', () => {
    const codes = ['grant', 'refuse', 'unknown'];
    expect(codes.map((code) => outcomeWhen(asked({}), decide, code))).toEqual(['符合法定条件', null, null]);
  });
});
