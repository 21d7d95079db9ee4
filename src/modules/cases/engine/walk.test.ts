import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isConsistent } from './advance.ts';
import { at, demoTable, must, newCase, termsOf } from './cases.test-support.ts';
import { walkCase, type WalkAct, type WalkLimit } from './walk.ts';
import { walkView } from './walk-view.ts';

const licence = await demoTable('flow-licence');
const penalty = await demoTable('flow-penalty');
const flows = [licence, penalty, await demoTable('flow-reward'), await demoTable('flow-filing')];

const MONDAY = '2026-11-02T09:00:00+08:00';
const done = (node: string, outcome = 'done'): WalkAct => ({ do: 'complete', node, outcome });
const days = (n: number, unit: 'wd' | 'cd' = 'wd'): WalkAct => ({ do: 'wait', n, unit });
const walk = (acts: readonly WalkAct[], table = licence, over = {}) =>
  walkCase(at(table, MONDAY), newCase(over), acts);
const shown = (acts: readonly WalkAct[], table = licence, over = {}) =>
  walkView(must(walk(acts, table, over)), 'zh');
const openIn = (view: ReturnType<typeof shown>) => view.open.map(({ node }) => node);
const clockOf = (view: ReturnType<typeof shown>, kind: string, node: string | null = null) =>
  view.clocks.find((one) => one.kind === kind && one.node === node && one.state !== 'stopped');

const ACCEPTED = [done('lic-receive', 'complete'), done('lic-accept')];

describe('a general flow, which belongs to no power', () => {
  const general = (acts: readonly WalkAct[], table = licence) =>
    walkView(
      must(
        walkCase(at(table, MONDAY), newCase({ terms: { ...termsOf(), statutory: null } }), acts, 'general'),
      ),
      'zh',
    );

  it('runs the limits of its steps and its timers, and none for the case as a whole', () => {
    const accepted = general(ACCEPTED);
    expect(accepted.state).toBe('reviewing');
    expect([clockOf(accepted, 'committed'), clockOf(accepted, 'statutory')]).toEqual([undefined, undefined]);
    expect(clockOf(accepted, 'step', 'lic-review')).toMatchObject({ state: 'running' });
    const waited = general([...ACCEPTED, days(30)]);
    expect(waited.events.filter(({ kind }) => kind === 'late').map(({ clock }) => clock)).toEqual(['step']);
    expect(general([days(6)]).deemed).toBe(true);
  });

  it('begins on the agency’s own motion without a limit too', () => {
    const { onApplication, clocks } = general([], penalty);
    expect([onApplication, clocks.every(({ kind }) => kind === 'step' || kind === 'timer')]).toEqual([
      false,
      true,
    ]);
  });
});

describe('a case that does not exist, walked through a flow', () => {
  it('begins with the application, and runs the clocks of the power from acceptance as a real case does', () => {
    const begun = shown([]);
    expect([begun.day, begun.state, openIn(begun)]).toEqual(['2026-11-02', 'received', ['lic-receive']]);
    expect(begun.open[0]?.outcomes.map(({ code, needs }) => [code, needs])).toEqual([
      ['complete', []],
      ['correct', ['notice']],
      ['refuse', []],
    ]);
    expect(clockOf(begun, 'committed')).toBeUndefined();
    const accepted = shown(ACCEPTED);
    expect([accepted.state, clockOf(accepted, 'committed')?.lastDay]).toEqual(['reviewing', '2026-11-16']);
    expect(clockOf(accepted, 'statutory')?.lastDay).toBe('2026-11-30');
  });

  it('is accepted by the passing of five working days in which nobody answered, from the day of receipt', () => {
    const before = shown([days(5)]);
    expect([before.day, openIn(before), before.next]).toEqual(['2026-11-09', ['lic-receive'], '2026-11-10']);
    const after = shown([days(6)]);
    expect([after.state, after.deemed, openIn(after)]).toEqual(['accepted', true, ['lic-accept']]);
    expect(after.events.map(({ day, kind }) => [day, kind])).toEqual([
      ['2026-11-02', 'submitted'],
      ['2026-11-02', 'waited'],
      ['2026-11-04', 'late'],
      ['2026-11-10', 'timer-fired'],
      ['2026-11-10', 'accepted'],
    ]);
    expect(clockOf(after, 'committed')?.lastDay).toBe('2026-11-16');
  });

  it('shows what is late, and since when', () => {
    const late = shown([...ACCEPTED, days(4)]);
    expect(clockOf(late, 'step', 'lic-review')).toMatchObject({ state: 'late', lateBy: 1 });
    expect(late.events.at(-1)).toMatchObject({
      day: '2026-11-06',
      kind: 'late',
      step: '材料审查',
      clock: 'step',
    });
  });

  it('stands still in a special procedure whose time the law does not count', () => {
    const heard = [...ACCEPTED, done('lic-review', 'no')];
    const refused = walk([...heard, done('lic-gw-special', 'yes')]);
    expect(refused).toMatchObject({ ok: false, error: { code: 'cases/suspension-notice-needed' } });
    const opening: WalkAct = { do: 'complete', node: 'lic-gw-special', outcome: 'yes', ground: 'hearing' };
    const paused = shown([...heard, opening, days(10)]);
    expect([paused.state, clockOf(paused, 'committed')?.state]).toEqual(['special-procedure', 'paused']);
    const again = shown([...heard, opening, days(10), done('lic-special')]);
    expect(clockOf(again, 'committed')).toMatchObject({ state: 'running', lastDay: '2026-11-27' });
  });

  it('goes back for corrections, and gets its extension once', () => {
    const back = shown([done('lic-receive', 'correct'), days(3), { do: 'answer', node: 'lic-correct' }]);
    expect([back.state, openIn(back)]).toEqual(['received', ['lic-receive']]);
    const extension = { approved: true, days: 10 };
    const asked: WalkAct[] = [
      ...ACCEPTED,
      done('lic-review', 'no'),
      done('lic-gw-special', 'no'),
      done('lic-check', 'submit'),
      done('lic-decide', 'extend'),
      { do: 'complete', node: 'lic-extend', outcome: 'done', extension },
    ];
    expect(clockOf(shown(asked), 'statutory')?.lastDay).toBe('2026-12-14');
    expect(walk([...asked, done('lic-decide', 'extend')])).toMatchObject({
      ok: false,
      error: { code: 'cases/extended-already' },
    });
  });

  it('comes to its end, where nothing is open any more', () => {
    const end = shown([
      ...ACCEPTED,
      done('lic-review', 'no'),
      done('lic-gw-special', 'no'),
      done('lic-check', 'submit'),
      done('lic-decide', 'grant'),
      done('lic-issue'),
      ...['lic-publish', 'lic-supervise', 'lic-register'].map((node) => done(node)),
    ]);
    expect([end.state, end.result, end.open, end.next]).toEqual(['closed', 'granted', [], null]);
    expect(end.events.at(-1)?.kind).toBe('closed');
  });

  it('is suspended, withdrawn or terminated beside the flow as the state allows, on lawful grounds', () => {
    expect(shown([]).beside).toEqual(['withdraw', 'return']);
    expect(shown(ACCEPTED).beside).toEqual(['suspend', 'withdraw', 'terminate']);
    const paused = [...ACCEPTED, { do: 'suspend', ground: 'hearing' } as const, days(10)];
    expect(shown(paused)).toMatchObject({
      state: 'special-procedure',
      beside: ['resume', 'withdraw', 'terminate'],
    });
    const again = shown([...paused, { do: 'resume' }]);
    expect([again.state, clockOf(again, 'committed')?.lastDay]).toEqual(['reviewing', '2026-11-27']);
    const ends: readonly [WalkAct, readonly WalkAct[], string][] = [
      [{ do: 'withdraw' }, ACCEPTED, 'withdrawn'],
      [{ do: 'return' }, [], 'returned'],
      [{ do: 'terminate', ground: 'object-gone' }, ACCEPTED, 'terminated'],
    ];
    for (const [act, before, state] of ends) {
      const end = shown([...before, act]);
      expect([end.state, end.open, end.beside, end.next]).toEqual([state, [], [], null]);
      expect(end.events.at(-1)?.kind).toBe(state);
    }
  });

  it('runs the limits of a power on the agency’s own motion from where its flow says, and stops them there', () => {
    const { statutory, committed } = termsOf();
    const limits: WalkLimit[] = [
      { kind: 'statutory', period: { ...statutory!, n: 90, unit: 'cd' } },
      { kind: 'committed', period: { ...committed, n: 60, unit: 'cd' } },
    ];
    const own = (acts: readonly WalkAct[]) =>
      walkView(must(walkCase(at(penalty, MONDAY), newCase(), acts, limits)), 'zh');
    const filed = ['pen-source', 'pen-precheck'].map((node) => done(node));
    expect(clockOf(own(filed), 'statutory')).toBeUndefined();
    const opened = [...filed, done('pen-gw-file', 'open-case'), days(3), done('pen-file')];
    // 行政处罚法第六十条: ninety days from 立案 on 5 November
    expect(clockOf(own(opened), 'statutory')?.lastDay).toBe('2027-02-03');
    expect(clockOf(own(opened), 'committed')?.lastDay).toBe('2027-01-04');
    expect(own([...opened, days(100, 'cd')]).events.map(({ clock }) => clock)).toContain('statutory');
    expect(own(opened).beside).toEqual([]);
    expect(walkCase(at(penalty, MONDAY), newCase(), [{ do: 'withdraw' }], limits)).toMatchObject({
      ok: false,
      error: { code: 'cases/not-on-application' },
    });
  });

  it('begins with the first steps where the agency acts on its own motion', () => {
    const begun = shown([done('pen-source')], penalty);
    expect([begun.onApplication, openIn(begun)]).toEqual([false, ['pen-precheck']]);
    expect(begun.clocks.every(({ kind }) => kind === 'step')).toBe(true);
    const defended = shown(
      [
        done('pen-source'),
        done('pen-precheck'),
        done('pen-gw-file', 'open-case'),
        done('pen-file'),
        done('pen-gw-simple', 'ordinary'),
        done('pen-invest'),
        done('pen-case'),
        done('pen-notify'),
        days(6),
      ],
      penalty,
    );
    expect(openIn(defended)).toEqual(['pen-gw-hearing']);
  });

  it.each<[string, WalkAct, string]>([
    ['a step that is not open', done('lic-decide', 'grant'), 'cases/step-not-open'],
    ['a step the flow does not have', done('nowhere'), 'cases/step-not-open'],
    ['an outcome it does not have', done('lic-receive', 'maybe'), 'cases/outcome-unknown'],
    ['an ending on a ground no law names', { do: 'terminate', ground: 'tired' }, 'cases/not-in-this-state'],
    ['a clock that runs let run again', { do: 'resume' }, 'cases/not-in-this-state'],
    ['an answer nobody waits for', { do: 'answer', node: 'lic-receive' }, 'cases/step-not-open'],
  ])('refuses %s', (_, act, code) => {
    expect(walk([act])).toMatchObject({ ok: false, error: { code } });
  });

  it('refuses an extension where the limit of the power cannot be extended', () => {
    const { statutory } = termsOf();
    const terms = termsOf({ statutory: statutory && { ...statutory, extension: null } });
    const acts = [
      ...ACCEPTED,
      done('lic-review', 'no'),
      done('lic-gw-special', 'no'),
      done('lic-check', 'submit'),
    ];
    expect(walk([...acts, done('lic-decide', 'extend')], licence, { terms })).toMatchObject({
      ok: false,
      error: { code: 'cases/extension-not-allowed' },
    });
  });
});

describe('every walk', () => {
  const choices = fc.array(fc.nat(1000), { maxLength: 25 });
  it('that takes what is offered is allowed, stays consistent, and says the same again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...flows), choices, (table, picks) => {
        const acts: WalkAct[] = [];
        for (const pick of picks) {
          const walked = must(walk(acts, table));
          expect(isConsistent(walked.env, walked.case)).toBe(true);
          const offered = offers(walkView(walked, 'zh'));
          const act = offered[pick % offered.length];
          if (act !== undefined) acts.push(act);
          const next = walk(acts, table);
          // what is offered is refused only by the rule that a limit is extended once
          if (!next.ok) {
            expect(next.error.code).toBe('cases/extended-already');
            acts.pop();
          }
        }
        expect(shown(acts, table)).toEqual(shown(acts, table));
      }),
      { numRuns: 30 },
    );
  });

  function offers(view: ReturnType<typeof shown>): WalkAct[] {
    const steps = view.open.flatMap(({ node, answered, outcomes }): WalkAct[] =>
      answered
        ? [{ do: 'answer', node }]
        : outcomes.map(({ code, needs }) => ({
            do: 'complete',
            node,
            outcome: code,
            ...(needs.includes('special') && { ground: 'hearing' }),
            ...(needs.includes('extension') && { extension: { approved: true, days: 5 } }),
          })),
    );
    const beside = view.beside.map((act): WalkAct =>
      act === 'suspend'
        ? { do: act, ground: 'hearing' }
        : act === 'terminate'
          ? { do: act, ground: 'object-gone' }
          : { do: act },
    );
    return [...steps, ...beside, days(2), days(9, 'cd')];
  }
});
