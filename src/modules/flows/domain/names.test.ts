import { describe, expect, it } from 'vitest';
import type { FlowNode, FlowTable } from './flow-table.ts';
import { nodeName, outcomeName } from './names.ts';

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
