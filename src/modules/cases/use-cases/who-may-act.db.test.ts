import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { must } from '../engine/cases.test-support.ts';
import {
  apply,
  bureau,
  DECISION,
  keyOf,
  licenceWork,
  party,
  SERVICE,
  type Bureau,
} from './cases-db.test-support.ts';
import { completeStep } from './complete-step.ts';
import { handleInstantly } from './handle-instantly.ts';
import { stateAndDefend, withdraw } from './party-acts.ts';
import { giveBack, recuse, terminate } from './staff-acts.ts';
import { openCase } from './submit-application.ts';

const database = testDatabase();
const ctx = testContext(database);
let b: Bureau;
beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  b = await bureau(ctx, 'flow-licence');
});
const { read, step, accepted, toDecision } = licenceWork(ctx, () => b);

describe('who may act', () => {
  it('holders and deputies of the post; nobody else, no supervisor, nobody recused', async () => {
    const s = await accepted();
    const doStep = async (actor: Awaited<ReturnType<Bureau['staff']>>) =>
      completeStep(ctx, actor, { ...keyOf(s), node: 'lic-review', step: { outcome: 'no' } });
    expect(await doStep(await b.staff('post-cw-cg'))).toMatchObject({
      ok: false,
      error: { code: 'cases/not-found' },
    });
    expect(await doStep(await b.staff('post-sp-cz', ['office-head']))).toMatchObject({
      ok: false,
      error: { code: 'cases/not-your-post' },
    });
    expect(await doStep(await b.staff('post-sp-sc', ['supervisor']))).toMatchObject({
      ok: false,
      error: { code: 'cases/supervisor-cannot-handle' },
    });
    const holder = await b.staff('post-sp-sc');
    must(await recuse(ctx, holder, { ...keyOf(s), personId: holder.personId, reason: '申请人是亲属' }));
    expect(await doStep(holder)).toMatchObject({ ok: false, error: { code: 'cases/recused' } });
    const deputy = await b.staff('post-sp-sc', [], true);
    expect(deputy.personId).not.toBe(holder.personId);
    expect((await doStep(deputy)).ok).toBe(true);
  });

  it('who examined does not check', async () => {
    const s = await accepted();
    const both = await b.staff(['post-sp-sc', 'post-sp-cz']);
    must(await completeStep(ctx, both, { ...keyOf(s), node: 'lic-review', step: { outcome: 'no' } }));
    const [open] = (await read(s)).steps.filter(({ closedAt }) => closedAt === null);
    must(await completeStep(ctx, both, { ...keyOf(s), node: open!.node, step: { outcome: 'no' } }));
    expect(
      await completeStep(ctx, both, { ...keyOf(s), node: 'lic-check', step: { outcome: 'submit' } }),
    ).toMatchObject({ ok: false, error: { code: 'cases/handled-it-yourself' } });
  });

  it('two who click at once: one wins, the other is told by whom', async () => {
    const s = await accepted();
    const [a, z] = [await b.staff('post-sp-sc'), await b.staff('post-sp-sc', [], true)];
    const both = await Promise.all(
      [a, z].map((actor) =>
        completeStep(ctx, actor, { ...keyOf(s), node: 'lic-review', step: { outcome: 'no' } }),
      ),
    );
    const lost = both.filter(({ ok }) => !ok);
    expect(lost.length).toBe(1);
    expect(lost[0]).toMatchObject({
      error: { code: expect.stringMatching(/^cases\/(step-taken|step-not-open)$/) },
    });
    expect((await read(s)).steps.filter(({ node }) => node === 'lic-review').length).toBe(1);
  });
});

describe('endings', () => {
  it('the party withdraws, in its own case only', async () => {
    const [s, other] = [await accepted(), await accepted()];
    expect(await withdraw(ctx, party(other), { ...keyOf(s), reason: '不再需要' })).toMatchObject({
      ok: false,
      error: { code: 'cases/not-found' },
    });
    expect(must(await withdraw(ctx, party(s), { ...keyOf(s), reason: '不再需要' })).state).toBe('withdrawn');
    expect(await step(s, 'post-sp-sc', 'lic-review', { outcome: 'no' })).toMatchObject({
      ok: false,
      error: { code: 'cases/step-not-open' },
    });
  });

  it('退件 before acceptance, termination after it and only by those who lead', async () => {
    const early = await apply(ctx, b.binding);
    expect(
      must(await giveBack(ctx, await b.staff('post-sp-ck'), { ...keyOf(early), reason: '重复提交申请' }))
        .state,
    ).toBe('returned');
    const s = await accepted();
    expect(
      await giveBack(ctx, await b.staff('post-sp-sc'), { ...keyOf(s), reason: '临近期限了' }),
    ).toMatchObject({ ok: false, error: { code: 'cases/not-in-this-state' } });
    expect(
      await terminate(ctx, await b.staff('post-sp-sc'), {
        ...keyOf(s),
        ground: 'object-gone',
        reason: '加油站已拆除',
      }),
    ).toMatchObject({ ok: false, error: { code: 'cases/forbidden' } });
    expect(
      must(
        await terminate(ctx, await b.staff('post-fj-sp', ['leader']), {
          ...keyOf(s),
          ground: 'object-gone',
          reason: '加油站已拆除',
        }),
      ).state,
    ).toBe('terminated');
  });

  it('a defence is answered before the decision', async () => {
    const s = await toDecision();
    must(await stateAndDefend(ctx, party(s), { ...keyOf(s), text: '请考虑已有的验收结论' }));
    const decide = (answers: { statement: string; answer: string }[]) =>
      step(s, 'post-fj-sp', 'lic-decide', {
        outcome: 'grant',
        decision: { ...DECISION, answers: answers as never },
      });
    expect(await decide([])).toMatchObject({ ok: false, error: { code: 'cases/statements-unanswered' } });
    const [statement] = (await read(s)).statements;
    expect((await decide([{ statement: statement!.id, answer: '已经采纳验收结论' }])).ok).toBe(true);
    expect((await read(s)).statements[0]!.answered).toBe(true);
  });
});

describe('classes', () => {
  it('SEALED commits in the journal only, NONE nowhere', async () => {
    for (const commitmentClass of ['SEALED', 'NONE'] as const) {
      const s = await apply(ctx, { ...b.binding, commitmentClass });
      must(await step(s, 'post-sp-ck', 'lic-receive', { outcome: 'complete' }));
      must(await step(s, 'post-sp-ck', 'lic-accept', { outcome: 'done' }));
      expect(
        await ctx.db.selectFrom('ledger.record').select('rid').where('rid', '=', s.rid).execute(),
      ).toEqual([]);
      const sealed = await ctx.db
        .selectFrom('journal.row')
        .select('commitment')
        .where('subject_rid', '=', s.rid)
        .where('commitment', 'is not', null)
        .execute();
      expect(sealed.length).toBe(commitmentClass === 'SEALED' ? 1 : 0);
    }
  });
});

describe('what cannot be', () => {
  it('a wrong identity number is refused by field and nothing is written', async () => {
    const count = async () => (await ctx.db.selectFrom('case_file').select('id').execute()).length;
    const before = await count();
    const refused = await openCase(ctx, { kind: 'public' }, b.binding, {
      application: {
        powerCode: 'P-1',
        party: {
          kind: 'person',
          name: '赵小明',
          idNumber: '110105194912310021',
          phone: '1',
          email: '',
          address: '',
        },
        request: '申请',
        remark: '',
        answers: {},
        declared: true,
        noSecrets: true,
      },
      files: [],
      channel: 'online',
    });
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'cases/application-fields',
        fields: [{ path: 'party/phone' }, { path: 'party/idNumber' }],
      },
    });
    expect(await count()).toBe(before);
  });

  it('即办件 by somebody who does not hold all its posts', async () => {
    const s = await apply(ctx, { ...b.binding, terms: { ...b.binding.terms, instant: true } });
    expect(
      await handleInstantly(ctx, await b.staff('post-sp-ck'), {
        ...keyOf(s),
        decision: DECISION,
        service: SERVICE,
      }),
    ).toMatchObject({ ok: false, error: { code: 'cases/not-your-post' } });
    expect((await read(s)).state).toBe('received');
  });
});
