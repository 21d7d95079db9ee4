import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDraft, type SpecStep } from './build-flow.ts';
import { compileFlow } from './compile-flow.ts';
import type { FlowTable } from './flow-table.ts';
import { openSteps, reachedEnd, start, step, type FlowEvent } from './interpreter.ts';
import type { Marking } from './marking.ts';
import { parseFlow } from './parse-flow.ts';
import { soundness } from './soundness.ts';
import { bytesOf, END, specOf, START, stepOf, tableOf, xmlOf } from './flows.test-support.ts';

const open = (table: FlowTable, marking: Marking) => openSteps(table, marking).map(({ node }) => node.id);

function play(table: FlowTable, marking: Marking, event: FlowEvent) {
  const moved = step(table, marking, event);
  if (!moved.ok) throw new Error(JSON.stringify(moved.error));
  const { opened, closed, ended } = moved.value;
  return {
    ...moved.value,
    opened: opened.map(({ id }) => id),
    closed: closed.map(({ id }) => id),
    ended: ended?.id,
  };
}

const licence = await tableOf(
  specOf([
    START('receive'),
    stepOf('receive', {
      to: [
        { to: 'accept', outcome: 'complete', label: '齐全' },
        { to: 'correct', outcome: 'correct', label: '补正' },
      ],
      onTimer: {
        name: '逾期未告知',
        limit: { n: 5, unit: 'wd' },
        to: 'accept',
        role: 'deemed-accept',
        article: undefined,
        interrupting: true,
      },
    }),
    stepOf('correct', { kind: 'message', to: [{ to: 'receive', loop: true }] }),
    stepOf('accept', { to: ['fork'] }),
    stepOf('fork', { kind: 'and', to: ['review', 'notice'] }),
    stepOf('review', {
      to: ['join'],
      onTimer: {
        name: '预警',
        limit: { n: 8, unit: 'wd' },
        to: 'warn',
        role: 'warn',
        article: undefined,
        interrupting: false,
      },
    }),
    stepOf('warn', { to: ['warned'] }),
    stepOf('warned', { kind: 'end' }),
    stepOf('notice', { kind: 'timer', timer: { n: 5, unit: 'cd' }, to: ['join'] }),
    stepOf('join', { kind: 'and', to: ['decide'] }),
    stepOf('decide', { to: ['end'] }),
    END,
  ]),
);

describe('interpreter', () => {
  test('runs a case from receipt to its end', () => {
    expect(soundness(licence).issues).toEqual([]);
    let marking = start(licence);
    expect(open(licence, marking)).toEqual(['receive']);
    const correcting = play(licence, marking, { type: 'complete', node: 'receive', outcome: 'correct' });
    expect([correcting.opened, correcting.closed]).toEqual([['correct'], ['receive']]);
    marking = play(licence, correcting.marking, { type: 'message', node: 'correct' }).marking;
    marking = play(licence, marking, { type: 'complete', node: 'receive', outcome: 'complete' }).marking;
    marking = play(licence, marking, { type: 'complete', node: 'accept', outcome: 'done' }).marking;
    expect(open(licence, marking)).toEqual(['review', 'notice']);
    marking = play(licence, marking, { type: 'complete', node: 'review', outcome: 'done' }).marking;
    expect(open(licence, marking)).toEqual(['notice']);
    marking = play(licence, marking, { type: 'timer', node: 'notice' }).marking;
    expect(open(licence, marking)).toEqual(['decide']);
    const last = play(licence, marking, { type: 'complete', node: 'decide', outcome: 'done' });
    expect([last.ended, last.opened, last.closed, reachedEnd(licence, last.marking)?.id]).toEqual([
      'end',
      [],
      ['decide'],
      'end',
    ]);
  });

  test('an interrupting timer closes its step: deemed acceptance', () => {
    const fired = play(licence, start(licence), { type: 'timer', node: 'receive.timer' });
    expect([fired.opened, fired.closed]).toEqual([['accept'], ['receive']]);
  });

  test('a non-interrupting timer fires once, and its branch outlives the case', () => {
    let marking = play(licence, start(licence), {
      type: 'complete',
      node: 'receive',
      outcome: 'complete',
    }).marking;
    marking = play(licence, marking, { type: 'complete', node: 'accept', outcome: 'done' }).marking;
    const warned = play(licence, marking, { type: 'timer', node: 'review.timer' });
    expect([warned.opened, warned.closed]).toEqual([['warn'], []]);
    expect(openSteps(licence, warned.marking).find(({ node }) => node.id === 'review')?.timers).toEqual([]);
    expect(step(licence, warned.marking, { type: 'timer', node: 'review.timer' })).toEqual({
      ok: false,
      error: { code: 'flows/already-fired', node: 'review.timer' },
    });
    marking = play(licence, warned.marking, { type: 'complete', node: 'review', outcome: 'done' }).marking;
    marking = play(licence, marking, { type: 'timer', node: 'notice' }).marking;
    const last = play(licence, marking, { type: 'complete', node: 'decide', outcome: 'done' });
    expect([last.ended, open(licence, last.marking)]).toEqual(['end', ['warn']]);
    expect(play(licence, last.marking, { type: 'complete', node: 'warn', outcome: 'done' }).ended).toBe(
      undefined,
    );
  });

  test.each<[FlowEvent, string]>([
    [{ type: 'complete', node: 'decide', outcome: 'done' }, 'flows/step-not-open'],
    [{ type: 'complete', node: 'nowhere', outcome: 'done' }, 'flows/step-not-open'],
    [{ type: 'timer', node: 'review.timer' }, 'flows/step-not-open'],
    [{ type: 'complete', node: 'receive', outcome: 'grant' }, 'flows/outcome-not-declared'],
    [{ type: 'message', node: 'receive' }, 'flows/wrong-event'],
    [{ type: 'timer', node: 'receive' }, 'flows/wrong-event'],
    [{ type: 'complete', node: 'receive.timer', outcome: 'done' }, 'flows/wrong-event'],
  ])('refuses %j: %s', (event, code) => {
    const refused = step(licence, start(licence), event);
    expect(refused.ok || refused.error.code).toBe(code);
  });

  test('a return to the same step closes and opens it', async () => {
    const table = await tableOf(
      specOf([
        START('a'),
        stepOf('a', {
          to: [
            { to: 'end', outcome: 'on', label: '过' },
            { to: 'a', outcome: 'again', label: '重办', loop: true },
          ],
        }),
        END,
      ]),
    );
    const again = play(table, start(table), { type: 'complete', node: 'a', outcome: 'again' });
    expect([again.opened, again.closed]).toEqual([['a'], ['a']]);
  });

  test('a terminate end closes everything', async () => {
    const table = await tableOf(
      specOf([
        START('f'),
        stepOf('f', { kind: 'and', to: ['a', 'b'] }),
        stepOf('a', {
          to: [
            { to: 'j', outcome: 'on', label: '过' },
            { to: 'stop', outcome: 'stop', label: '止' },
          ],
        }),
        stepOf('b', { to: ['j'] }),
        stepOf('j', { kind: 'and', to: ['end'] }),
        stepOf('stop', { kind: 'terminate', main: true }),
        END,
      ]),
    );
    expect(soundness(table).issues).toEqual([]);
    const stopped = play(table, start(table), { type: 'complete', node: 'a', outcome: 'stop' });
    expect([stopped.closed.toSorted(), stopped.ended, stopped.marking.o]).toEqual([['a', 'b'], 'stop', []]);
  });

  test('a case field decides, and its absence is refused', async () => {
    const gate = stepOf('g', {
      kind: 'xor',
      to: [
        { to: 'b', feel: 'amount > 500000' },
        { to: 'end', default: true },
      ],
    });
    const table = await tableOf(
      specOf([START('a'), stepOf('a', { to: ['g'] }), gate, stepOf('b', { to: ['end'] }), END], {
        fields: [{ name: 'amount', type: 'number' }],
      }),
    );
    const done = { type: 'complete', node: 'a', outcome: 'done' } as const;
    expect(play(table, start(table), { ...done, fields: { amount: 600000 } }).opened).toEqual(['b']);
    expect(play(table, start(table), { ...done, fields: { amount: 1 } }).ended).toBe('end');
    expect(step(table, start(table), done)).toEqual({
      ok: false,
      error: { code: 'flows/fact-missing', node: 'g', names: ['amount'] },
    });
  });
});

/** A sound flow as a tree: steps, choices, forks, and a return after a part. */
type Part =
  | { readonly form: 'step' }
  | { readonly form: 'sequence' | 'choice' | 'fork'; readonly parts: readonly Part[] }
  | { readonly form: 'return'; readonly part: Part };

const { tree } = fc.letrec<{ tree: Part }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ form: fc.constant('step' as const) }),
    fc.record({
      form: fc.constantFrom('sequence' as const, 'choice' as const, 'fork' as const),
      parts: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ form: fc.constant('return' as const), part: tie('tree') }),
  ),
}));

/** Writes the steps of a part that goes on to `then`; answers where it begins. */
function write(part: Part, then: string, steps: SpecStep[], name: () => string): string {
  switch (part.form) {
    case 'step': {
      const id = name();
      steps.push(stepOf(id, { to: [then] }));
      return id;
    }
    case 'sequence':
      return part.parts.reduceRight((next, one) => write(one, next, steps, name), then);
    case 'choice': {
      const [id, merge] = [name(), name()];
      const ways = part.parts.map((one, at) => ({
        to: write(one, merge, steps, name),
        outcome: `o${at}`,
        label: `${at}`,
      }));
      steps.push(stepOf(id, { to: ways }), stepOf(merge, { kind: 'xor', to: [then] }));
      return id;
    }
    case 'fork': {
      const [fork, join] = [name(), name()];
      steps.push(stepOf(fork, { kind: 'and', to: part.parts.map((one) => write(one, join, steps, name)) }));
      steps.push(stepOf(join, { kind: 'and', to: [then] }));
      return fork;
    }
    case 'return': {
      const check = name();
      const begin = write(part.part, check, steps, name);
      steps.push(
        stepOf(check, {
          to: [
            { to: then, outcome: 'on', label: '过' },
            { to: begin, outcome: 'back', label: '退', loop: true },
          ],
        }),
      );
      return begin;
    }
  }
}

/** A Petri net walked by brute force: tokens lie on edges; nothing is shared with the interpreter. */
class NaiveNet {
  readonly #table: FlowTable;
  tokens: string[];

  constructor(table: FlowTable) {
    this.#table = table;
    const first = table.nodes.find((node) => node.kind === 'start')!;
    this.tokens = table.edges.filter((edge) => edge.from === first.id).map((edge) => edge.id);
  }

  #settle(outcome: string | undefined): void {
    for (;;) {
      const gateway = this.#table.nodes.find((node) => {
        const into = this.#table.edges.filter((edge) => edge.to === node.id).map((edge) => edge.id);
        if (node.kind === 'and') return into.every((edge) => this.tokens.includes(edge));
        return node.kind === 'xor' && into.some((edge) => this.tokens.includes(edge));
      });
      if (gateway === undefined) return;
      const into = this.#table.edges.filter((edge) => edge.to === gateway.id).map((edge) => edge.id);
      const out = this.#table.edges.filter((edge) => edge.from === gateway.id);
      const taken = gateway.kind === 'and' ? into : [into.find((edge) => this.tokens.includes(edge))!];
      for (const edge of taken) this.tokens.splice(this.tokens.indexOf(edge), 1);
      if (gateway.kind === 'and') this.tokens.push(...out.map((edge) => edge.id));
      else
        this.tokens.push(
          (
            out.find((edge) => edge.feel === `outcome = "${outcome}"`) ??
            out.find((edge) => edge.default === true) ??
            out[0]!
          ).id,
        );
    }
  }

  open(): string[] {
    this.#settle(undefined);
    return this.#table.edges
      .filter((edge) => this.tokens.includes(edge.id))
      .map((edge) => edge.to)
      .filter((id) => this.#table.nodes.some((node) => node.id === id && node.kind === 'task'));
  }

  complete(id: string, outcome: string): void {
    const edge = this.#table.edges.find((one) => one.to === id && this.tokens.includes(one.id))!;
    this.tokens.splice(this.tokens.indexOf(edge.id), 1);
    this.tokens.push(this.#table.edges.find((one) => one.from === id)!.id);
    this.#settle(outcome);
  }
}

test('every run of a random sound flow is the run of its Petri net', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(tree, fc.infiniteStream(fc.nat(1000)), async (part, choices) => {
      let n = 0;
      const steps: SpecStep[] = [];
      const begin = write(part, 'end', steps, () => `s${(n += 1)}`);
      const draft = buildDraft(specOf([START(begin), ...steps, END]));
      fc.pre(draft.nodes.length <= 60);
      const parsed = await parseFlow(bytesOf(await xmlOf(draft)));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
      const compiled = compileFlow(parsed.value);
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
      const table = compiled.value;
      const found = soundness(table);
      fc.pre(
        found.issues.every(
          (issue) => issue.code !== 'flows/too-many-states' && issue.code !== 'flows/marking-too-large',
        ),
      );
      expect(found.issues).toEqual([]);
      const net = new NaiveNet(table);
      let marking = start(table);
      for (let moves = 0; moves < 60; moves += 1) {
        const here = open(table, marking);
        expect(here.toSorted()).toEqual(net.open().toSorted());
        expect(JSON.stringify(marking).length).toBeLessThanOrEqual(200);
        if (here.length === 0) break;
        const id = here[choices.next().value % here.length]!;
        const outcomes = table.nodes.find((node) => node.id === id)!.outcomes!;
        const { code } = outcomes[choices.next().value % outcomes.length]!;
        net.complete(id, code);
        marking = play(table, marking, { type: 'complete', node: id, outcome: code }).marking;
      }
      if (open(table, marking).length === 0) expect(reachedEnd(table, marking)?.id).toBe('end');
    }),
    { numRuns: 60 },
  );
});
