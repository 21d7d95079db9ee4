import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, type Uuid, assertOk as must } from '#kernel';
import type { StaffActor } from '#modules/access';
import { adjustPower, PowerContent } from '#modules/powers';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { clarifying, historyOf, SYSTEM } from './clarification.test-support.ts';
import { listFindings } from './db/finding-reader.ts';
import { answerHandover } from './use-cases/ask-receiver.ts';
import { readWaiting } from './use-cases/read-waiting.ts';
import { decideFinding, type DecideInput } from './use-cases/decide-finding.ts';
import { discuss } from './use-cases/discuss.ts';
import { readFinding, readFindings } from './use-cases/read-findings.ts';
import { readHandover, readHandovers } from './use-cases/read-handovers.ts';

const database = testDatabase();
const ctx = testContext(database);
const {
  made,
  staff,
  keeper,
  head,
  publish,
  compared,
  findings,
  say,
  decide,
  there,
  asked,
  answered,
  drafts,
} = clarifying(ctx);
let agencyId: Uuid;
let elsewhere: Uuid;
let officeId: Uuid;
beforeAll(() => void ({ agencyId, elsewhere, officeId } = made));

describe('a finding', () => {
  it('is discussed on record before it takes a power away, and merged with history on both', async () => {
    const [a, b] = await publish([{ name: '典当行设立审核' }, { name: '典当行设立审核（市级）' }]);
    const [finding] = (await compared(a!, b!)).filter(({ kind }) => kind === 'overlapping');
    const merge = { decision: 'merge', survivorId: a! } as const;
    expect(await decide(finding!, merge)).toMatchObject({ error: { code: 'clarification/not-discussed' } });
    must(await say(finding!.id));
    const { versionIds } = must(await decide(finding!, merge));
    expect(versionIds).toHaveLength(2);
    const written = (await drafts()).filter(({ power_id: id }) => id === a || id === b);
    const of = (id: string) => written.find(({ power_id: power }) => power === id)!;
    expect(of(a!)).toMatchObject({ status: 'in-force' });
    expect(historyOf(of(a!).content).at(-1)).toContain('典当行设立审核（市级）');
    expect(of(b!)).toMatchObject({ status: 'cancelled' });
    expect(historyOf(of(b!).content).at(-1)).toContain('并入“典当行设立审核');
    const detail = must(await readFinding(ctx, head(), finding!.id));
    expect(detail).toMatchObject({
      state: 'decided',
      decided: { decision: 'merge', reason: '经研究' },
      notes: [{ form: 'workshop', heldOn: '2026-11-20' }],
      mayDecide: false,
      mayDiscuss: false,
    });
    expect(detail.adjustments.map(({ state, status }) => `${state} ${status}`).toSorted()).toEqual([
      'draft cancelled',
      'draft in-force',
    ]);
    for (const versionId of versionIds) {
      const began = must(await readFindings(ctx, head(), { state: 'decided', versionId, limit: 50 }));
      expect(began.items.map(({ id }) => id)).toEqual([finding!.id]);
    }
    expect(await decide(finding!, merge)).toMatchObject({ error: { code: 'clarification/decided' } });
    expect(await say(finding!.id)).toMatchObject({ error: { code: 'clarification/decided' } });
  });

  it('goes to another body of the place, and points both ways', async () => {
    const [id] = await publish([{ name: '商品条码核查备案', conditions: ['其他有关文件'] }]);
    const [finding] = await compared(id!);
    must(await say(finding!.id));
    const transfer = { decision: 'transfer', receiverId: elsewhere } as const;
    const before = [(await drafts()).length, (await drafts(elsewhere)).length];
    expect(await decide(finding!, transfer)).toMatchObject({ error: { code: 'clarification/not-agreed' } });
    must(await answered(finding!.id, 'refused', '没有承接的编制'));
    expect(await decide(finding!, transfer)).toMatchObject({ error: { code: 'clarification/not-agreed' } });
    expect([(await drafts()).length, (await drafts(elsewhere)).length]).toEqual(before);
    must(await answered(finding!.id, 'agreed', ''));
    const came = must(await readWaiting(ctx, keeper()));
    expect(came.open).toBeGreaterThan(0);
    expect(came.answers.filter(({ findingId }) => findingId === finding!.id)).toMatchObject([
      { answer: 'agreed', receiver: '唐山市市场监督管理局' },
      { answer: 'refused' },
    ]);
    expect(must(await readWaiting(ctx, head()))).toMatchObject({ open: 0, answers: [] });
    must(await decide(finding!, transfer));
    const { handovers } = must(await readFinding(ctx, head(), finding!.id));
    expect(handovers.map(({ state, reason, answeredPost }) => [state, reason, answeredPost])).toEqual([
      ['agreed', '', '局长岗'],
      ['refused', '没有承接的编制', '局长岗'],
    ]);
    const [here] = (await drafts()).filter(({ power_id: power }) => power === id);
    expect(here).toMatchObject({ status: 'transferred' });
    expect(historyOf(here!.content).at(-1)).toContain('划转至唐山市市场监督管理局');
    const [draft] = await drafts(elsewhere);
    expect(must(await readWaiting(ctx, there('review-office'))).drafts).toMatchObject([
      { versionId: draft!.id, power: '商品条码核查备案', giver: '唐山市商务局' },
    ]);
    expect(
      must(await readWaiting(ctx, keeper())).answers.some(({ findingId }) => findingId === finding!.id),
    ).toBe(false);
    const [asked] = must(await readHandovers(ctx, there('leader'), { unanswered: false })).items;
    expect(must(await readHandover(ctx, there('leader'), asked!.id)).draftId).toBe(draft!.id);
    const content = PowerContent.parse(draft!.content);
    expect(content).toMatchObject({ name: '商品条码核查备案', exercisingBody: '唐山市市场监督管理局' });
    expect(content.history.at(-1)?.what).toContain('由唐山市商务局“商品条码核查备案');
    expect(content.rawCode).toBeUndefined();
    expect(content.duties.every(({ post }) => post === undefined)).toBe(true);
  });

  it('is asked of another body once, answered by whoever leads it, for good, and only for what is in force', async () => {
    const [id, other] = await publish([
      { name: '市场价格监测备案', conditions: ['其他有关文件'] },
      { name: '零售网点布局登记' },
    ]);
    const [finding] = await compared(id!);
    must(await say(finding!.id));
    expect(await asked(finding!.id, { actor: head() })).toMatchObject({
      error: { code: 'clarification/forbidden' },
    });
    expect(await asked(finding!.id, { receiverId: agencyId })).toMatchObject({
      error: { code: 'clarification/receiver-missing' },
    });
    const { handoverId } = must(await asked(finding!.id));
    expect(await asked(finding!.id)).toMatchObject({ error: { code: 'clarification/asked' } });
    const answer = (actor: StaffActor, reason = '可以承接') =>
      answerHandover(ctx, actor, {
        agencyId: actor.agencyId,
        id: handoverId,
        answer: reason === '' ? 'refused' : 'agreed',
        reason,
        postName: '局长岗',
      });
    for (const actor of [keeper(), there('registrar'), there('review-office')])
      expect(await answer(actor)).toMatchObject({ error: { code: 'clarification/forbidden' } });
    expect(await answer(there('leader'), '')).toMatchObject({
      error: { code: 'clarification/reason-missing' },
    });
    const list = async (unanswered: boolean) =>
      must(await readHandovers(ctx, there('leader'), { unanswered })).items.map((one) => one.id);
    expect(await list(true)).toEqual([handoverId]);
    expect(must(await readHandover(ctx, there('leader'), handoverId))).toMatchObject({
      state: 'asked',
      giver: '唐山市商务局',
      side: { name: '市场价格监测备案' },
      mayAnswer: true,
    });
    must(await answer(there('leader')));
    expect(await answer(there('leader'))).toMatchObject({ error: { code: 'clarification/decided' } });
    expect([await list(true), (await list(false)).includes(handoverId)]).toEqual([[], true]);
    await expect(
      ctx.db
        .updateTable('clarification_handover')
        .set({ reason: '改' })
        .where('id', '=', handoverId)
        .execute(),
    ).rejects.toThrow('never changed');
    // What was agreed to is not what is in force any more.
    await ctx.db
      .updateTable('power_in_force')
      .set((e) => ({
        version_id: e
          .selectFrom('power_version')
          .select('id')
          .where('power_id', '=', other!)
          .where('state', '=', 'published'),
      }))
      .where('power_id', '=', id!)
      .execute();
    expect(await decide(finding!, { decision: 'transfer', receiverId: elsewhere })).toMatchObject({
      error: { code: 'clarification/not-agreed' },
    });
  });

  it('goes to another office, or to a body outside', async () => {
    const [a, b] = await publish([{ conditions: ['其他文件'] }, { conditions: ['其他资料'] }]);
    const found = await compared(a!, b!);
    const about = (id: string) => found.find(({ powerId, rule }) => powerId === id && rule === 'catch-all')!;
    for (const finding of found) must(await say(finding.id));
    must(await decide(about(a!), { decision: 'transfer', officeId }));
    must(await decide(about(b!), { decision: 'transfer', receiver: '河北省商务厅' }));
    const written = await drafts();
    expect(written.find(({ power_id: id }) => id === a)).toMatchObject({
      status: 'in-force',
      office_id: officeId,
    });
    expect(written.find(({ power_id: id }) => id === b)).toMatchObject({ status: 'transferred' });
  });

  it('is decided by one of two at once, and not while the power is being changed', async () => {
    const [a, b] = await publish([{ conditions: ['其他文件'] }, { conditions: ['其他文件'] }]);
    const found = await compared(a!, b!);
    const about = (id: string) => found.find(({ powerId, rule }) => powerId === id && rule === 'catch-all')!;
    const both = await Promise.all([
      decide(about(a!), { decision: 'strengthen' }),
      decide(about(a!), { decision: 'cut-links' }),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await drafts().then((all) => all.filter(({ power_id: id }) => id === a))).toHaveLength(1);
    must(await adjustPower(ctx, SYSTEM, { agencyId, powerId: b!, reason: '别的', changeBasis: '别的' }));
    expect(await decide(about(b!), { decision: 'strengthen' })).toMatchObject({
      error: { code: 'powers/draft-exists' },
    });
    expect(await findings('open', b!)).not.toEqual([]);
  });

  it.each<readonly [string, Partial<DecideInput>, string]>([
    ['another version', { rowVersion: 9 }, 'clarification/stale'],
    ['nothing to merge', { decision: 'merge' }, 'clarification/nothing-to-merge'],
    [
      'an unknown office',
      { decision: 'transfer', officeId: '0190aaaa-0000-7000-8000-000000000000' },
      'clarification/receiver-missing',
    ],
    [
      'an unknown body',
      { decision: 'transfer', receiverId: '0190aaaa-0000-7000-8000-000000000000' },
      'clarification/receiver-missing',
    ],
    ['no reason', { reason: ' ' }, 'clarification/reason-missing'],
    ['no basis', { decision: 'strengthen', basis: '' }, 'clarification/basis-missing'],
    ['an unknown finding', { findingId: '0190aaaa-0000-7000-8000-000000000000' }, 'clarification/not-found'],
  ])('is not decided with %s, and nothing is written', async (_, over, code) => {
    const [id] = await publish([{ conditions: ['其他条件'] }]);
    const finding = (await compared(id!)).find(({ rule }) => rule === 'catch-all')!;
    must(await say(finding.id));
    const before = (await drafts()).length;
    expect(await decide(finding, over)).toMatchObject({ error: { code } });
    expect((await drafts()).length).toBe(before);
  });

  it.each([
    ['review-office', true, true, true],
    ['office-head', true, true, false],
    ['registrar', true, true, false],
    ['leader', true, true, false],
    ['first-responsible', true, true, false],
    ['supervisor', true, false, false],
    ['auditor', true, false, false],
    ['handler', false, false, false],
    ['operator', false, false, false],
  ] as const)('%s: read %s, discuss %s, decide %s', async (role, reads, talks, decides) => {
    const [id] = await publish([{ conditions: ['其他条件'] }]);
    const finding = (await compared(id!)).find(({ rule }) => rule === 'catch-all')!;
    const actor = staff('p20', role);
    expect((await readFinding(ctx, actor, finding.id)).ok).toBe(reads);
    expect((await readFindings(ctx, actor, { state: 'open', limit: 5 })).ok).toBe(reads);
    const input = { agencyId, findingId: finding.id };
    const said = await discuss(ctx, actor, {
      ...input,
      form: 'opinion',
      heldOn: LegalDay.parse('2026-11-23'),
      participants: '法规处',
      text: '同意',
    });
    expect(said.ok).toBe(talks);
    const done = await decideFinding(ctx, actor, {
      ...input,
      rowVersion: finding.rowVersion,
      decision: 'keep',
      reason: '保留',
      basis: '',
    });
    expect(done.ok).toBe(decides);
  });

  it('is final in the database once decided, and what was said too', async () => {
    const [decided] = await listFindings(ctx.db, { agencyId, state: 'decided', limit: 1 });
    await expect(
      ctx.db
        .updateTable('clarification_finding')
        .set({ reason: '改' })
        .where('id', '=', decided!.id)
        .execute(),
    ).rejects.toThrow('never changed');
    await expect(ctx.db.deleteFrom('clarification_note').execute()).rejects.toThrow();
  });

  it('is listed by pages, each once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = must(await readFindings(ctx, keeper(), { state: 'open', after, limit: 3 }));
      seen.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    const all = await listFindings(ctx.db, { agencyId, state: 'open', limit: 1_000 });
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(all.every(({ kind }) => kind !== undefined)).toBe(true);
  });
});
