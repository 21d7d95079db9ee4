import { describe, expect, test } from 'vitest';
import { buildDraft, type SpecStep } from './build-flow.ts';
import type { FlowTable } from './flow-table.ts';
import { soundness } from './soundness.ts';
import { compileDraft, END, specOf, START, stepOf, tableOf } from './flows.test-support.ts';

const fork = (id: string, ...to: string[]) => stepOf(id, { kind: 'and', to });
const join = fork;
const choice = (id: string, ...to: string[]) =>
  stepOf(id, {
    to: to.map((target, at) => ({
      to: target,
      outcome: `o${at}`,
      label: `${at}`,
      loop: target.startsWith('<'),
    })),
  });

async function issuesOf(...steps: SpecStep[]) {
  const table = await tableOf(specOf([...steps, END]));
  return soundness(table).issues.map(({ code, element }) => [code, element]);
}

describe('soundness', () => {
  test('a fork and its join are sound', async () => {
    expect(
      await issuesOf(
        START('f'),
        fork('f', 'a', 'b'),
        stepOf('a', { to: ['j'] }),
        stepOf('b', { to: ['j'] }),
        join('j', 'end'),
      ),
    ).toEqual([]);
  });

  test('a join after a choice waits for ever', async () => {
    expect(
      await issuesOf(
        START('a'),
        choice('a', 'b', 'c'),
        stepOf('b', { to: ['j'] }),
        stepOf('c', { to: ['j'] }),
        join('j', 'end'),
      ),
    ).toContainEqual(['flows/deadlock', 'j']);
  });

  test('a merge after a fork opens a step twice', async () => {
    const found = await issuesOf(
      START('f'),
      fork('f', 'a', 'b'),
      stepOf('a', { to: ['c'] }),
      stepOf('b', { to: ['c'] }),
      stepOf('c', { to: ['end'] }),
    );
    expect(found).toContainEqual(['flows/opened-twice', 'c']);
  });

  test('a fork that runs into the end leaves steps open', async () => {
    const found = await issuesOf(
      START('f'),
      fork('f', 'a', 'b'),
      stepOf('a', { to: ['end'] }),
      stepOf('b', { to: ['end'] }),
    );
    expect(found).toContainEqual(['flows/ends-with-open-steps', 'end']);
  });

  test('a part without a way out is found', async () => {
    const sink = stepOf('sink', { kind: 'end' });
    expect(
      await issuesOf(
        START('a'),
        choice('a', 'b', 'c'),
        stepOf('b', { to: ['end'] }),
        stepOf('c', { to: ['sink'] }),
        sink,
      ),
    ).not.toEqual([]);
  });

  test('an outcome that no way stands for leaves a dead way', async () => {
    const steps = [
      START('a'),
      choice('a', 'b', 'c'),
      stepOf('b', { to: ['end'] }),
      stepOf('c', { to: ['end'] }),
      END,
    ];
    const table = await tableOf(specOf(steps));
    const narrowed: FlowTable = {
      ...table,
      nodes: table.nodes.map((node) =>
        node.id === 'a' ? { ...node, outcomes: node.outcomes!.slice(0, 1) } : node,
      ),
    };
    expect(soundness(narrowed).issues.map(({ code }) => code)).toContain('flows/dead-step');
  });

  test('a non-interrupting timer runs beside the case and does not hold it open', async () => {
    const warned = stepOf('a', {
      to: ['end'],
      onTimer: {
        name: '预警',
        limit: { n: 8, unit: 'wd' },
        to: 'warn',
        role: 'warn',
        article: undefined,
        interrupting: false,
      },
    });
    expect(
      await issuesOf(START('a'), warned, stepOf('warn', { to: ['over'] }), stepOf('over', { kind: 'end' })),
    ).toEqual([]);
  });

  test('ways hanging on a case field are explored both ways', async () => {
    const gate = stepOf('g', {
      kind: 'xor',
      to: [
        { to: 'b', feel: 'amount > 500000' },
        { to: 'end', default: true },
      ],
    });
    const spec = specOf([START('a'), stepOf('a', { to: ['g'] }), gate, stepOf('b', { to: ['end'] }), END], {
      fields: [{ name: 'amount', type: 'number' }],
    });
    const { issues, states } = soundness(await tableOf(spec));
    expect([issues, states]).toEqual([[], 3]);
  });

  test('too many markings are refused, not judged in part', async () => {
    const branches = Array.from({ length: 6 }, (_, b) =>
      Array.from({ length: 6 }, (__, s) => stepOf(`s${b}${s}`, { to: [s === 5 ? 'j' : `s${b}${s + 1}`] })),
    );
    const found = await issuesOf(
      START('f'),
      fork('f', ...branches.map((_, b) => `s${b}0`)),
      ...branches.flat(),
      join('j', 'end'),
    );
    expect(found).toEqual([['flows/too-many-states', null]]);
  });
});

describe('structure', () => {
  const base = buildDraft(
    specOf([
      START('a'),
      choice('a', 'b', 'c'),
      stepOf('b', { to: ['end'] }),
      stepOf('c', { to: ['end'] }),
      END,
    ]),
  );
  const edge = (id: string) => base.edges.find((one) => one.id === id)!;
  const without = (id: string) => base.edges.filter((one) => one.id !== id);

  test.each<[string, FlowTable, string]>([
    [
      'implicit merge',
      { ...base, edges: [...base.edges, { id: 'x', from: 'a', to: 'b' }] },
      'flows/implicit-merge',
    ],
    [
      'implicit split',
      { ...base, edges: [...base.edges, { id: 'x', from: 'b', to: 'end.merge' }] },
      'flows/implicit-split',
    ],
    ['no default', { ...base, edges: base.edges.map(({ default: _, ...one }) => one) }, 'flows/no-default'],
    [
      'missing condition',
      { ...base, edges: base.edges.map(({ feel: _, ...one }) => one) },
      'flows/condition-missing',
    ],
    [
      'condition elsewhere',
      {
        ...base,
        edges: base.edges.map((one) => (one.from === 'b' ? { ...one, feel: 'outcome = "done"' } : one)),
      },
      'flows/condition-not-here',
    ],
    [
      'unknown outcome',
      { ...base, edges: base.edges.map((one) => (one.feel ? { ...one, feel: 'outcome = "o7"' } : one)) },
      'flows/condition-value',
    ],
    [
      'default with condition',
      { ...base, edges: base.edges.map((one) => (one.default ? { ...one, feel: 'outcome = "o0"' } : one)) },
      'flows/default-with-condition',
    ],
    [
      'two starts',
      {
        ...base,
        nodes: [...base.nodes, { ...base.nodes[0]!, id: 'start2' }],
        edges: [...base.edges, { id: 'x', from: 'start2', to: 'a' }],
      },
      'flows/one-start',
    ],
    ['no main end', { ...base, nodes: base.nodes.map(({ main: _, ...node }) => node) }, 'flows/no-main-end'],
    [
      'a step nothing leads to',
      {
        ...base,
        nodes: [...base.nodes, { ...base.nodes.find((node) => node.id === 'b')!, id: 'x' }],
        edges: [...base.edges, { id: 'x..end', from: 'x', to: 'end.merge' }],
      },
      'flows/dead-step',
    ],
    ['a step that leads nowhere', { ...base, edges: without('b..end') }, 'flows/no-way-out'],
    [
      'a return that goes on',
      { ...base, edges: base.edges.map((one) => (one.from === 'b' ? { ...one, loop: true as const } : one)) },
      'flows/return-not-back',
    ],
    ['an unknown clock end', { ...base, clock: { from: 'a', to: 'nowhere' } }, 'flows/clock-ends-unknown'],
    [
      'a step without outcomes',
      { ...base, nodes: base.nodes.map(({ outcomes: _, ...node }) => node) },
      'flows/no-outcomes',
    ],
    [
      'a step without rights',
      { ...base, nodes: base.nodes.map(({ rights: _, ...node }) => node) },
      'flows/missing',
    ],
    [
      'a bad outcome code',
      {
        ...base,
        nodes: base.nodes.map((node) =>
          node.id === 'b' ? { ...node, outcomes: [{ code: 'OK!', label: '好' }] } : node,
        ),
      },
      'flows/bad-value',
    ],
  ])('refuses %s', async (_what, draft, code) => {
    const found = await compileDraft(draft);
    expect(Array.isArray(found) ? found.map((issue) => issue.code) : []).toContain(code);
    expect(edge('start..a')).toBeDefined();
  });

  test('a circle must be marked as a return', async () => {
    const steps = [
      START('a'),
      stepOf('a', { to: ['b'] }),
      stepOf('b', {
        to: [
          { to: 'end', outcome: 'on', label: '过' },
          { to: 'a', outcome: 'back', label: '退' },
        ],
      }),
      END,
    ];
    const found = await compileDraft(buildDraft(specOf(steps)));
    expect(Array.isArray(found) && found.map((issue) => issue.code)).toEqual(['flows/cycle-without-return']);
  });

  test('a side branch may not lead back', async () => {
    const timer = {
      name: '预警',
      limit: { n: 8, unit: 'wd' as const },
      to: 'b',
      role: 'warn' as const,
      article: undefined,
      interrupting: false,
    };
    const found = await compileDraft(
      buildDraft(
        specOf([START('a'), stepOf('a', { to: ['b'], onTimer: timer }), stepOf('b', { to: ['end'] }), END]),
      ),
    );
    expect(Array.isArray(found) && found.map((issue) => issue.code)).toContain('flows/side-branch-merges');
  });

  test('no outcome is known after a timer', async () => {
    const timer = {
      name: '到期',
      limit: { n: 8, unit: 'wd' as const },
      to: 'g',
      role: 'wait' as const,
      article: undefined,
      interrupting: true,
    };
    const gate = stepOf('g', {
      kind: 'xor',
      to: [
        { to: 'b', feel: 'outcome = "done"' },
        { to: 'end', default: true },
      ],
    });
    const found = await compileDraft(
      buildDraft(
        specOf([
          START('a'),
          stepOf('a', { to: ['g'], onTimer: timer }),
          gate,
          stepOf('b', { to: ['end'] }),
          END,
        ]),
      ),
    );
    expect(Array.isArray(found) && found.map((issue) => issue.code)).toContain('flows/outcome-not-available');
  });
});
