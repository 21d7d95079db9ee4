import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowTable } from '#modules/flows';
import { seededIds } from '#kernel';
import type { CompleteStepInput } from '../contract/inputs.ts';
import { submitCase } from './acts.ts';
import { isConsistent } from './advance.ts';
import type { Case } from './case.ts';
import { at, demoTable, must, newCase, uuid } from './cases.test-support.ts';
import { completeStep } from './complete-step.ts';
import { jumpCase, moveCase } from './deviate.ts';

const licence = await demoTable('flow-licence');
const env = at(licence, '2026-11-04T10:00:00+08:00');
const by = uuid();
const go = (c: Case, node: string, input: CompleteStepInput): Case =>
  must(completeStep(env, c, { node, by, input })).next;
const opens = (c: Case) => c.steps.filter(({ closedAt }) => closedAt === null).map(({ node }) => node);
const jump = (c: Case, from: string, to: string) => jumpCase(env, c, { from, to, ground: 'own-mistake' });

function accepted(): Case {
  const begun = must(submitCase(at(licence, '2026-11-02T09:00:00+08:00'), newCase())).next;
  return go(go(begun, 'lic-receive', { outcome: 'complete' }), 'lic-accept', { outcome: 'done' });
}
const toCheck = (): Case => {
  const reviewed = go(accepted(), 'lic-review', { outcome: 'no' });
  return go(reviewed, opens(reviewed)[0]!, { outcome: 'no' });
};

describe('an approved jump', () => {
  it('opens a step already done again, stops the clock of the one it leaves, and says so', () => {
    const c = toCheck();
    const { next, happenings } = must(jump(c, 'lic-check', 'lic-review'));
    expect(opens(next)).toEqual(['lic-review']);
    expect(next.steps.find(({ node }) => node === 'lic-check')).toMatchObject({
      ended: 'deviated',
      doneBy: null,
    });
    expect(next.clocks.filter(({ kind, node }) => kind === 'step' && node === 'lic-check')).toMatchObject([
      { stoppedOn: '2026-11-04' },
    ]);
    expect(next.clocks.find(({ kind }) => kind === 'statutory')).toMatchObject({ stoppedOn: null });
    expect(happenings).toMatchObject([{ kind: 'jumped', from: 'lic-check', to: 'lic-review' }]);
    expect(next.deviations).toEqual([
      { kind: 'jump', on: '2026-11-04', ground: 'own-mistake', from: 'lic-check', to: 'lic-review' },
    ]);
    expect(isConsistent(env, next)).toBe(true);
    expect(go(next, 'lic-review', { outcome: 'no' }).state).toBe('reviewing');
  });

  it('never passes over a statutory step that was not done', () => {
    const received = must(submitCase(env, newCase())).next;
    expect(jump(received, 'lic-receive', 'lic-review')).toMatchObject({
      error: { code: 'cases/deviation-impossible' },
    });
    expect(jump(accepted(), 'lic-review', 'lic-decide')).toMatchObject({
      error: { code: 'cases/deviation-skips-statutory', steps: expect.arrayContaining(['材料审查']) },
    });
  });

  it.each([
    ['a step that is not open', 'lic-decide', 'lic-review', 'cases/step-not-open'],
    ['to itself', 'lic-check', 'lic-check', 'cases/deviation-impossible'],
    ['to a step the flow does not have', 'lic-check', 'nowhere', 'cases/deviation-impossible'],
    ['to the application, which is the party’s', 'lic-check', 'lic-apply', 'cases/deviation-impossible'],
    ['to a step behind acceptance', 'lic-check', 'lic-receive', 'cases/deviation-impossible'],
    [
      'to a gateway',
      'lic-check',
      licence.nodes.find(({ kind }) => kind === 'xor')!.id,
      'cases/deviation-impossible',
    ],
  ])('refuses %s', (_, from, to, code) => {
    expect(jump(toCheck(), from, to)).toMatchObject({ ok: false, error: { code } });
  });

  it('is over with the decision', () => {
    const decided = go(go(toCheck(), 'lic-check', { outcome: 'submit' }), 'lic-decide', {
      outcome: 'grant',
      decision: { content: '准予许可', reasons: '符合条件', validUntil: null, answers: [] },
    });
    expect(jump(decided, 'lic-issue', 'lic-review')).toMatchObject({
      error: { code: 'cases/not-in-this-state', action: 'deviate' },
    });
  });

  it('leaves the rows exactly at the marking, wherever it is allowed to go', () => {
    const nodes = licence.nodes.map(({ id }) => id);
    fc.assert(
      fc.property(fc.constantFrom(accepted(), toCheck()), fc.constantFrom(...nodes), (c, to) => {
        const done = jump(c, opens(c)[0]!, to);
        expect(!done.ok || isConsistent(env, done.value.next)).toBe(true);
      }),
    );
  });
});

describe('an approved move to a later version', () => {
  const ids = seededIds('move');
  const target = (table: FlowTable) => ({
    table,
    flowVersionId: uuid(),
    rid: ids.rid(),
    law: '行政许可法',
    article: '第三十二条',
  });
  /** The licence flow with another step before acceptance, so that positions differ, and a longer limit to check. */
  const later: FlowTable = {
    ...licence,
    nodes: licence.nodes.toReversed(),
    edges: licence.edges.toReversed(),
  };

  it('leaves the case where it stood, by the ids of its steps, and runs on by the new version', () => {
    const c = toCheck();
    const to = target(later);
    const { next, happenings } = must(moveCase(env, c, to));
    const there = { ...env, table: later };
    expect(opens(next)).toEqual(opens(c));
    expect(next.marking).not.toEqual(c.marking);
    expect(next.flowVersionId).toBe(to.flowVersionId);
    expect(next.terms).toEqual(c.terms);
    expect(isConsistent(there, next)).toBe(true);
    expect(happenings).toMatchObject([{ kind: 'moved', law: '行政许可法', to: to.rid }]);
    expect(
      must(completeStep(there, next, { node: 'lic-check', by, input: { outcome: 'submit' } })).next.state,
    ).toBe('reviewing');
  });

  it('is refused where the new version does not have the open step, or has it as something else', () => {
    const renamed: FlowTable = {
      ...later,
      nodes: later.nodes.map((node) => (node.id === 'lic-check' ? { ...node, id: 'lic-check-2' } : node)),
    };
    const changed: FlowTable = {
      ...later,
      nodes: later.nodes.map((node) =>
        node.id === 'lic-check' ? { ...node, role: 'decide' as const } : node,
      ),
    };
    for (const table of [renamed, changed])
      expect(moveCase(env, toCheck(), target(table))).toMatchObject({
        error: { code: 'cases/move-impossible', step: '处长审核' },
      });
  });
});
