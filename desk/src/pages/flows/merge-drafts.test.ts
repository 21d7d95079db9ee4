import { describe, expect, test } from 'vitest';
import { flowDraftSchema, type FlowDraft } from '#modules/flows/contract';
import { mergeDrafts } from './merge-drafts.ts';

const node = (id: string, name: string) => ({ id, name, kind: 'task', risk: 0, public: true });
const draft = (names: Readonly<Record<string, string>>, name = '某事项'): FlowDraft =>
  flowDraftSchema.parse({
    schema: 1,
    id: 'flow',
    name,
    clock: { from: '', to: '' },
    fields: [],
    posts: [{ id: 'p', name: '岗', kind: 'handler' }],
    nodes: Object.entries(names).map(([id, words]) => node(id, words)),
    edges: [{ id: 'e', from: 'a', to: 'b' }],
  });

const base = draft({ a: '一', b: '二', c: '三' });

describe('two editors of one drawing', () => {
  test('who changed different steps keeps both changes', () => {
    const mine = draft({ a: '一改', b: '二', c: '三' });
    const stored = draft({ a: '一', b: '二改', c: '三' }, '改名');
    expect(mergeDrafts(base, mine, stored)).toEqual(draft({ a: '一改', b: '二改', c: '三' }, '改名'));
  });

  test('what one added or took out and the other left alone is so afterwards', () => {
    const mine = draft({ a: '一', b: '二', c: '三', mine: '我的' });
    const stored = draft({ a: '一', b: '二', theirs: '对方的' });
    expect(mergeDrafts(base, mine, stored)).toEqual(
      draft({ a: '一', b: '二', mine: '我的', theirs: '对方的' }),
    );
  });

  test('the same step changed twice is for a person, unless both say the same', () => {
    const mine = draft({ a: '甲', b: '二', c: '三' });
    expect(mergeDrafts(base, mine, draft({ a: '乙', b: '二', c: '三' }))).toBe(undefined);
    expect(mergeDrafts(base, mine, draft({ b: '二', c: '三' }))).toBe(undefined);
    expect(mergeDrafts(base, mine, mine)).toEqual(mine);
  });
});
