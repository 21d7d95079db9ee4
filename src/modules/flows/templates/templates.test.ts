import { describe, expect, test } from 'vitest';
import { examineFlow } from '../domain/check-flow.ts';
import { FLOW_KINDS } from '../domain/gov-vocabulary.ts';
import { writeDraft } from '../domain/write-draft.ts';
import { templateOf } from './index.ts';

describe('a template', () => {
  test.each(FLOW_KINDS)('%s is a sound flow that breaks no rule of law of its type', async (kind) => {
    const table = templateOf(kind, { id: 'flow-1', name: '某事项', postNames: {} });
    const xml = await writeDraft(table, null);
    const { issues } = await examineFlow(new TextEncoder().encode(xml), { kind });
    expect(issues).toEqual([]);
  });

  test('bears the id and name of the item and the agency’s names of its posts', () => {
    const table = templateOf('licence', {
      id: 'flow-7',
      name: '食品经营许可',
      postNames: { window: '政务大厅窗口' },
    });
    expect([table.id, table.name]).toEqual(['flow-7', '食品经营许可']);
    expect(table.posts.find(({ id }) => id === 'window')?.name).toBe('政务大厅窗口');
    expect(table.posts.find(({ id }) => id === 'head')?.name).toBe('承办处室负责人岗');
  });
});
