import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSteps } from '#modules/flows';
import { isConsistent } from './advance.ts';
import {
  fireTimer,
  resumeCase,
  returnCase,
  submitCase,
  supplementCase,
  suspendCase,
  withdrawCase,
} from './acts.ts';
import type { Case } from './case.ts';
import { at, day, demoTable, must, newCase, uuid } from './cases.test-support.ts';
import { completeStep } from './complete-step.ts';
import type { CaseEnv } from './env.ts';

const licence = await demoTable('flow-licence');
const filing = await demoTable('flow-filing');
const complaint = await demoTable('flow-complaint');
const by = uuid();

const submitted = (table: typeof licence): Case =>
  must(submitCase(at(table, '2026-11-02T09:00:00+08:00'), newCase())).next;
const SERVICE = { way: 'electronic', on: day('2026-11-09'), receivedBy: '张某' } as const;
const DECISION = { content: '准予许可', reasons: '符合条件', validUntil: null, answers: [] };
const NOTICE = [{ key: 'm1', what: '申请书缺签名', basis: '行政许可法第三十一条' }];

describe('whatever is done in whatever order', () => {
  it.each([
    ['licence', licence],
    ['filing', filing],
    ['complaint', complaint],
  ] as const)('open rows, marking, clocks and state of a %s agree', (_, table) => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ pick: fc.nat(), outcome: fc.nat(), hours: fc.integer({ min: 1, max: 200 }) }), {
          maxLength: 40,
        }),
        (moves) => {
          let now = Date.parse('2026-11-02T01:00:00Z');
          let c = submitted(table);
          for (const { pick, outcome, hours } of moves) {
            now += hours * 3_600_000;
            const env = at(table, new Date(now).toISOString());
            c = randomAct(env, c, pick, outcome) ?? c;
            expect(isConsistent(env, c)).toBe(true);
            const open = c.steps.filter(({ closedAt }) => closedAt === null);
            for (const one of c.clocks) {
              const { start, lastDay } = one.derivation;
              if (lastDay !== null) expect(lastDay >= start.day).toBe(true);
              if (one.stoppedOn === null && one.kind === 'step')
                expect(open.some(({ node }) => node === one.node)).toBe(true);
            }
            expect(c.clocks.filter(({ kind }) => kind === 'committed').length).toBe(
              c.acceptedOn === null ? 0 : 1,
            );
            if (c.servedOn !== null) expect(c.decision).not.toBe(null);
            if (c.ending !== null && c.ending !== 'end') expect(open).toEqual([]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

function randomAct(env: CaseEnv, c: Case, pick: number, way: number): Case | undefined {
  const open = openSteps(env.table, c.marking);
  const special = { ground: 'hearing', days: 5, reason: '申请人要求听证' };
  const acts = [
    ...open.map(({ node }) => () => {
      const outcome = node.outcomes?.[way % node.outcomes.length]?.code ?? 'done';
      const on = c.decision?.on ?? env.today;
      return completeStep(env, c, {
        node: node.id,
        by,
        input: {
          outcome,
          notice: NOTICE,
          refusal: { reasons: '不属于本机关职权', competent: null },
          special,
          extension: { approved: way % 2 === 0, days: 5, reason: '情况复杂需要核实' },
          decision: { ...DECISION, reasons: '经过核实的情况' },
          service: { ...SERVICE, on },
        },
      });
    }),
    ...open.flatMap(({ timers }) => timers.map((timer) => () => fireTimer(env, c, timer.id))),
    () => supplementCase(env, c),
    () => suspendCase(env, c, special),
    () => resumeCase(env, c),
    ...(way % 7 === 0
      ? [() => withdrawCase(env, c, '不再需要'), () => returnCase(env, c, '重复提交了')]
      : []),
  ];
  const done = acts[pick % acts.length]?.();
  return done?.ok === true ? done.value.next : undefined;
}
