import { describe, expect, it } from 'vitest';
import { templateOf } from '../templates/index.ts';
import { removeRow } from './draft-edits.ts';
import type { FlowDraft } from './draft-table.ts';
import { rowsOf } from './draft-ways.ts';
import { removalOf } from './removal.ts';

const licence: FlowDraft = templateOf('licence', { id: 'flow-1', name: '许可', postNames: {} });
const timed = licence.nodes.find(({ kind }) => kind === 'boundary')?.host ?? '';

describe('what goes with a row', () => {
  it('are its timers, its ways on and what was filled in', () => {
    const removal = removalOf(licence, timed);
    expect(removal.draft).toEqual(removeRow(licence, timed));
    expect(removal.timers).toEqual(['收到材料后5个工作日内未告知补正']);
    expect(removal.attributes).toEqual(expect.arrayContaining(['nameEn', 'role', 'limit', 'action', 'rule']));
    for (const place of ['id', 'post', 'public', 'outcomes']) expect(removal.attributes).not.toContain(place);
  });

  it.each(rowsOf(licence).map(({ node }) => [node.id]))('of %s, is nothing that is still there', (id) => {
    const { draft, ways, name } = removalOf(licence, id);
    expect(licence.edges.length - ways).toBeLessThanOrEqual(draft.edges.length);
    expect(draft.nodes.some((node) => node.id === id)).toBe(false);
    expect(name).not.toBe('');
  });

  it('is little of a bare step', () => {
    const bare = { id: 'bare', name: '空', kind: 'task', risk: 0, public: true } as const;
    const removal = removalOf({ ...licence, nodes: [...licence.nodes, bare] }, 'bare');
    expect(removal).toMatchObject({ ways: 0, timers: [], attributes: [] });
  });
});
