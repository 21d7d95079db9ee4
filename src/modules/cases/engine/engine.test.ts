import { describe, expect, it } from 'vitest';
import type { CompleteStepInput } from '../contract/inputs.ts';
import {
  fireTimer,
  recomputeCase,
  resumeCase,
  returnCase,
  submitCase,
  supplementCase,
  suspendCase,
  terminateCase,
  withdrawCase,
} from './acts.ts';
import type { Case } from './case.ts';
import { at, day, demoTable, must, newCase, termsOf, uuid } from './cases.test-support.ts';
import { completeStep } from './complete-step.ts';
import type { CaseEnv } from './env.ts';
import { handleInstantly } from './instant.ts';

const licence = await demoTable('flow-licence');
const filing = await demoTable('flow-filing');
const complaint = await demoTable('flow-complaint');
const reward = await demoTable('flow-reward');
const by = uuid();

const submitted = (table = licence, instant = '2026-11-02T09:00:00+08:00', over = {}): Case =>
  must(submitCase(at(table, instant), newCase(over))).next;
const go = (env: CaseEnv, c: Case, node: string, input: CompleteStepInput) =>
  must(completeStep(env, c, { node, by, input })).next;
const opens = (c: Case) => c.steps.filter(({ closedAt }) => closedAt === null).map(({ node }) => node);
const clock = (c: Case, kind: string) => c.clocks.find((one) => one.kind === kind)!;

const SERVICE = { way: 'electronic', on: day('2026-11-09'), receivedBy: '张某' } as const;
const DECISION = { content: '准予许可', reasons: '符合条件', validUntil: null, answers: [] };
const NOTICE = [{ key: 'm1', what: '申请书缺签名', basis: '行政许可法第三十一条' }];

describe('a licence along its flow', () => {
  it('is received, accepted, examined, decided, served and closed, with every state on the way', () => {
    const env = at(licence, '2026-11-03T10:00:00+08:00');
    let c = submitted();
    expect([c.state, opens(c)]).toEqual(['received', ['lic-receive']]);
    c = go(env, c, 'lic-receive', { outcome: 'complete' });
    expect([c.state, opens(c), c.acceptedOn]).toEqual(['received', ['lic-accept'], null]);
    c = go(env, c, 'lic-accept', { outcome: 'done' });
    expect([c.state, c.acceptedOn]).toEqual(['reviewing', '2026-11-03']);
    expect([clock(c, 'statutory').derivation.lastDay, clock(c, 'committed').derivation.lastDay]).toEqual([
      '2026-12-01',
      '2026-11-17',
    ]);
    c = go(env, c, 'lic-review', { outcome: 'no', opinion: '符合条件' });
    c = go(env, c, opens(c)[0]!, { outcome: 'no' });
    c = go(env, c, 'lic-check', { outcome: 'submit' });
    const decided = go(at(licence, '2026-11-09T10:00:00+08:00'), c, 'lic-decide', {
      outcome: 'grant',
      decision: DECISION,
    });
    expect([decided.state, decided.result, clock(decided, 'statutory').stoppedOn]).toEqual([
      'decided',
      'granted',
      '2026-11-09',
    ]);
    c = go(at(licence, '2026-11-09T11:00:00+08:00'), decided, 'lic-issue', {
      outcome: 'done',
      service: SERVICE,
    });
    expect([c.state, c.servedOn]).toEqual(['served', '2026-11-09']);
    for (const node of ['lic-publish', 'lic-supervise', 'lic-register'])
      c = go(at(licence, '2026-11-10T10:00:00+08:00'), c, node, { outcome: 'done' });
    expect([c.state, c.ending, opens(c)]).toEqual(['closed', 'end', []]);
  });

  it('asks for everything at once, goes back on a new day of receipt, and refuses a new demand', () => {
    let c = go(at(licence, '2026-11-03T10:00:00+08:00'), submitted(), 'lic-receive', {
      outcome: 'correct',
      notice: NOTICE,
    });
    expect([c.state, c.notices.length]).toEqual(['awaiting-correction', 1]);
    c = must(supplementCase(at(licence, '2026-11-12T10:00:00+08:00'), c)).next;
    expect([c.state, c.completeOn, opens(c)]).toEqual(['received', '2026-11-12', ['lic-receive']]);
    const timer = c.clocks.find(({ kind, stoppedOn }) => kind === 'timer' && stoppedOn === null)!;
    expect(timer.derivation.start.day).toBe('2026-11-12');
    const env = at(licence, '2026-11-13T10:00:00+08:00');
    expect(
      completeStep(env, c, {
        node: 'lic-receive',
        by,
        input: { outcome: 'correct', notice: [{ key: 'm2', what: '还要公章', basis: '内部规定' }] },
      }),
    ).toMatchObject({ ok: false, error: { code: 'cases/new-demand', items: ['m2'] } });
    expect(go(env, c, 'lic-receive', { outcome: 'correct', notice: NOTICE }).notices.length).toBe(2);
  });

  it('counts as accepted from the day of receipt when nothing is said for five working days', () => {
    const c = submitted();
    expect(fireTimer(at(licence, '2026-11-09T23:59:00+08:00'), c, 'lic-receive.timer').ok).toBe(false);
    const late = must(fireTimer(at(licence, '2026-11-12T08:00:00+08:00'), c, 'lic-receive.timer')).next;
    expect([late.acceptedOn, late.deemed, late.state, opens(late)]).toEqual([
      '2026-11-02',
      true,
      'accepted',
      ['lic-accept'],
    ]);
    const confirmed = must(
      completeStep(at(licence, '2026-11-12T09:00:00+08:00'), late, {
        node: 'lic-accept',
        by,
        input: { outcome: 'done' },
      }),
    );
    expect(confirmed.happenings.map(({ kind }) => kind)).toEqual(['step-done', 'acceptance-confirmed']);
    expect(confirmed.next.acceptedOn).toBe('2026-11-02');
  });

  it('refuses to accept only with reasons, and then stays so', () => {
    const env = at(licence, '2026-11-03T10:00:00+08:00');
    const c = go(env, submitted(), 'lic-receive', { outcome: 'refuse' });
    expect(completeStep(env, c, { node: 'lic-reject', by, input: { outcome: 'done' } })).toMatchObject({
      ok: false,
      error: { code: 'cases/reasons-needed' },
    });
    const refused = go(env, c, 'lic-reject', {
      outcome: 'done',
      refusal: { reasons: '不属于本机关职权', competent: '市应急管理局' },
    });
    expect([refused.state, refused.result, refused.acceptedOn]).toEqual([
      'not-accepted',
      'not-accepted',
      null,
    ]);
    expect(go(env, refused, 'lic-register', { outcome: 'done' }).state).toBe('not-accepted');
  });
});

const accepted = (): Case => {
  const env = at(licence, '2026-11-03T10:00:00+08:00');
  return go(env, go(env, submitted(), 'lic-receive', { outcome: 'complete' }), 'lic-accept', {
    outcome: 'done',
  });
};
const toDecision = (): Case => {
  const env = at(licence, '2026-11-04T10:00:00+08:00');
  let c = go(env, accepted(), 'lic-review', { outcome: 'no' });
  c = go(env, c, opens(c)[0]!, { outcome: 'no' });
  return go(env, c, 'lic-check', { outcome: 'submit' });
};

describe('time', () => {
  it('stands still only on a ground the law names, with the needed time told', () => {
    const c = accepted();
    const env = at(licence, '2026-11-05T10:00:00+08:00');
    expect(suspendCase(env, c, { ground: 'holiday', days: 5, reason: '负责人出差' })).toMatchObject({
      ok: false,
      error: { code: 'cases/suspension-ground' },
    });
    const paused = must(suspendCase(env, c, { ground: 'inspection', days: 10, reason: '需要检验设备' })).next;
    expect([paused.state, clock(paused, 'statutory').derivation.lastDay]).toEqual([
      'special-procedure',
      null,
    ]);
    // nothing else is done while the time is not counted
    const [open] = opens(paused);
    expect(completeStep(env, paused, { node: open!, by, input: { outcome: 'yes' } })).toMatchObject({
      ok: false,
      error: { code: 'cases/clock-stands' },
    });
    const resumed = must(resumeCase(at(licence, '2026-11-12T10:00:00+08:00'), paused)).next;
    // five working days, 5–11 November, are not counted
    expect([resumed.state, clock(resumed, 'statutory').derivation.lastDay]).toEqual([
      'reviewing',
      '2026-12-08',
    ]);
  });

  it('a special procedure of the flow opens only with its notice, and its end lets the clocks run', () => {
    const env = at(licence, '2026-11-04T10:00:00+08:00');
    const c = go(env, accepted(), 'lic-review', { outcome: 'no' });
    const [way] = opens(c);
    expect(completeStep(env, c, { node: way!, by, input: { outcome: 'yes' } })).toMatchObject({
      ok: false,
      error: { code: 'cases/suspension-notice-needed' },
    });
    const special = go(env, c, way!, {
      outcome: 'yes',
      special: { ground: 'hearing', days: 20, reason: '申请人要求听证' },
    });
    expect([special.state, opens(special)]).toEqual(['special-procedure', ['lic-special']]);
    const back = go(at(licence, '2026-11-18T10:00:00+08:00'), special, 'lic-special', { outcome: 'done' });
    expect([back.state, clock(back, 'committed').derivation.lastDay]).toEqual(['reviewing', '2026-12-01']);
  });

  it('is extended once, by the head, within what the law allows', () => {
    const env = at(licence, '2026-11-16T10:00:00+08:00');
    const asked = go(env, toDecision(), 'lic-decide', { outcome: 'extend' });
    const extension = { approved: true, days: 10, reason: '情况复杂需要核实' };
    expect(
      completeStep(env, asked, {
        node: 'lic-extend',
        by,
        input: { outcome: 'done', extension: { ...extension, days: 11 } },
      }),
    ).toMatchObject({ ok: false, error: { code: 'cases/extension-too-long', max: 10 } });
    const extended = go(env, asked, 'lic-extend', { outcome: 'done', extension });
    expect([clock(extended, 'statutory').derivation.lastDay, extended.extended]).toEqual([
      '2026-12-15',
      true,
    ]);
    expect(
      completeStep(env, extended, { node: 'lic-decide', by, input: { outcome: 'extend' } }),
    ).toMatchObject({ ok: false, error: { code: 'cases/extended-already' } });
    const declined = go(env, asked, 'lic-extend', {
      outcome: 'done',
      extension: { ...extension, approved: false },
    });
    expect([declined.extended, clock(declined, 'statutory').derivation.lastDay]).toEqual([
      false,
      '2026-12-01',
    ]);
  });

  it('is computed again by a new calendar version with before and after', () => {
    const c = accepted();
    const env = at(licence, '2026-11-05T10:00:00+08:00');
    expect(recomputeCase(env, c).happenings).toEqual([]);
    const facts = new Map(env.calendar.facts);
    facts.set(Date.parse('2026-11-10T00:00:00Z') / 86_400_000, {
      date: day('2026-11-10'),
      name: '临时放假',
      isOffDay: true,
    });
    const { next, happenings } = recomputeCase(
      { ...env, calendar: { ...env.calendar, version: 2, facts } },
      c,
    );
    expect(clock(next, 'statutory').derivation.lastDay).toBe('2026-12-02');
    expect(happenings).toContainEqual(
      expect.objectContaining({
        kind: 'clock-changed',
        cause: 'calendar',
        before: clock(c, 'statutory').derivation,
        after: clock(next, 'statutory').derivation,
      }),
    );
  });
});

describe('a decision', () => {
  const env = at(licence, '2026-11-09T10:00:00+08:00');
  it.each([
    ['nothing', { outcome: 'grant' }, 'cases/decision-needed'],
    [
      'a refusal without reasons',
      { outcome: 'refuse', decision: { ...DECISION, reasons: '' } },
      'cases/reasons-needed',
    ],
    ['an outcome the flow does not have', { outcome: 'maybe', decision: DECISION }, 'cases/outcome-unknown'],
  ] as const)('is refused with %s', (_, input, code) => {
    expect(completeStep(env, toDecision(), { node: 'lic-decide', by, input })).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  it('waits for every point of the defence to be answered', () => {
    const statement = { id: uuid(), text: '材料上月已交', answered: false };
    const c = { ...toDecision(), statements: [statement] };
    expect(
      completeStep(env, c, { node: 'lic-decide', by, input: { outcome: 'grant', decision: DECISION } }),
    ).toMatchObject({ ok: false, error: { code: 'cases/statements-unanswered', count: 1 } });
    const answers = [{ statement: statement.id, answer: '已经核对，予以采纳' }];
    expect(
      go(env, c, 'lic-decide', { outcome: 'grant', decision: { ...DECISION, answers } }).statements[0]
        ?.answered,
    ).toBe(true);
  });

  it('is served neither before it was taken nor in the future', () => {
    const c = go(env, toDecision(), 'lic-decide', { outcome: 'grant', decision: DECISION });
    for (const on of ['2026-11-06', '2026-11-10'])
      expect(
        completeStep(env, c, {
          node: 'lic-issue',
          by,
          input: { outcome: 'done', service: { ...SERVICE, on: day(on) } },
        }),
      ).toMatchObject({ ok: false, error: { code: 'cases/service-day' } });
    expect(completeStep(env, c, { node: 'lic-issue', by, input: { outcome: 'done' } })).toMatchObject({
      ok: false,
      error: { code: 'cases/service-needed' },
    });
  });
});

describe('endings beside the flow', () => {
  const env = at(licence, '2026-11-05T10:00:00+08:00');
  it('withdrawal until the decision, 退件 only before acceptance, termination only after it', () => {
    expect(must(withdrawCase(env, accepted(), '不再需要')).next.state).toBe('withdrawn');
    expect(must(returnCase(env, submitted(), '重复提交')).next.state).toBe('returned');
    expect(returnCase(env, accepted(), '临近期限')).toMatchObject({
      ok: false,
      error: { code: 'cases/not-in-this-state' },
    });
    expect(terminateCase(env, submitted(), { ground: 'object-gone', reason: '加油站已拆除' }).ok).toBe(false);
    const ended = must(
      terminateCase(env, accepted(), { ground: 'object-gone', reason: '加油站已拆除' }),
    ).next;
    expect([ended.state, opens(ended), ended.clocks.every(({ stoppedOn }) => stoppedOn !== null)]).toEqual([
      'terminated',
      [],
      true,
    ]);
    expect(terminateCase(env, accepted(), { ground: 'tired', reason: '不想办理了' })).toMatchObject({
      ok: false,
      error: { code: 'cases/ground-needed' },
    });
  });
});

describe('other flows', () => {
  it('a filing has no decision but a receipt, on one screen when it is 即办件', () => {
    const env = at(filing, '2026-11-02T09:30:00+08:00');
    const service = { ...SERVICE, on: day('2026-11-02') };
    const c = submitted(filing, '2026-11-02T09:00:00+08:00', {
      terms: termsOf({ instant: true, kind: '10', statutory: null }),
    });
    const { next, happenings } = must(handleInstantly(env, c, { by, step: { service }, may: () => null }));
    expect([next.state, next.result, next.acceptedOn]).toEqual(['served', 'filed', '2026-11-02']);
    expect(
      happenings.filter(({ kind }) => kind === 'step-done').map((one) => ('node' in one ? one.node : '')),
    ).toEqual(['fil-receive', 'fil-check', 'fil-review', 'fil-receipt']);
    expect(handleInstantly(env, submitted(filing), { by, step: { service }, may: () => null })).toMatchObject(
      { ok: false, error: { code: 'cases/not-instant' } },
    );
  });

  it('a complaint is answered', () => {
    const env = at(complaint, '2026-11-02T09:30:00+08:00');
    let c = submitted(complaint);
    c = go(env, c, 'cmp-accept', { outcome: 'accept' });
    expect(c.acceptedOn).toBe('2026-11-02');
    for (const node of ['cmp-verify', 'cmp-coord']) c = go(env, c, node, { outcome: 'done' });
    c = go(env, c, 'cmp-opinion', {
      outcome: 'done',
      decision: DECISION.reasons.length > 4 ? DECISION : { ...DECISION, reasons: '核实情况如下' },
    });
    expect(c.result).toBe('answered');
    expect(
      c.clocks.filter(({ kind }) => kind === 'committed').every(({ stoppedOn }) => stoppedOn === null),
    ).toBe(true);
    c = go(env, c, 'cmp-reply', { outcome: 'done', service: { ...SERVICE, on: day('2026-11-02') } });
    expect([c.state, clock(c, 'committed').stoppedOn]).toEqual(['served', '2026-11-02']);
  });

  it('a reward begins by the agency’s own plan, so nobody can apply for it here', () => {
    expect(submitCase(at(reward, '2026-11-02T09:00:00+08:00'), newCase())).toMatchObject({
      ok: false,
      error: { code: 'cases/not-on-application' },
    });
  });
});
