import { beforeAll, describe, expect, it } from 'vitest';
import { findRecord } from '#modules/ledger';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { disclosing, must, rule } from './disclosure.test-support.ts';
import { cancelObligation, markLate, publishDue, reviewPublication } from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const { made, inTx, at, staff, accept, owe, fix, obligationOf, publicCase, settle } = disclosing(ctx, log);
let agencyId = '';
beforeAll(() => void ({ agencyId } = made));

describe('what is owed', () => {
  it('runs from the day after the event and ends on a working day', async () => {
    at('2026-11-02T09:00:00');
    const rid = await accept('P-1', 'N-1');
    // seven calendar days from 2 November end on Monday the 9th
    expect(await owe(rid)).toMatchObject({ dueOn: '2026-11-09' });
    expect((await obligationOf(rid)).due_at).toEqual(new Date('2026-11-10T00:00:00+08:00'));
  });

  it('owes nothing for class NONE, and shows a sealed case only by its decision', async () => {
    const rid = ctx.ids.rid();
    expect(await owe(rid, { commitmentClass: 'NONE' })).toBe(undefined);
    await owe(rid, { commitmentClass: 'SEALED' });
    await owe(rid, { commitmentClass: 'SEALED', kind: 'case-decision' });
    const rows = await ctx.db
      .selectFrom('obligation')
      .select(['kind', 'visible'])
      .where('rid', '=', rid)
      .orderBy('kind')
      .execute();
    expect(rows).toEqual([
      { kind: 'case-decision', visible: true },
      { kind: 'run-register', visible: false },
    ]);
  });

  it('becomes late at midnight of the day after, not before', async () => {
    at('2026-11-02T09:00:00');
    const rid = await accept('P-1', 'N-2');
    await owe(rid);
    at('2026-11-09T23:59:59');
    await markLate(ctx);
    expect((await obligationOf(rid)).state).toBe('open');
    at('2026-11-10T00:00:00');
    expect(await markLate(ctx)).toBeGreaterThan(0);
    expect(await obligationOf(rid)).toMatchObject({
      state: 'late',
      late_at: new Date('2026-11-10T00:00:00+08:00'),
    });
    expect(await markLate(ctx)).toBe(0);
  });

  it('ends by an exception with its ground, once', async () => {
    const rid = ctx.ids.rid();
    await owe(rid);
    const input = {
      agencyId,
      rid,
      kind: 'run-register',
      actor: { kind: 'person', id: 'x' },
      ground: '第十六条',
    } as const;
    expect(await inTx((tx) => cancelObligation(tx, ctx, input))).toBe(1);
    expect(await inTx((tx) => cancelObligation(tx, ctx, input))).toBe(0);
    expect(await obligationOf(rid)).toMatchObject({ state: 'excepted', ground: '第十六条' });
  });
});

describe('publication by itself', () => {
  it('waits for its time, opens what was committed, and meets the obligation', async () => {
    at('2026-11-02T09:00:00');
    const rid = await accept('P-2', 'N-3');
    await owe(rid);
    await fix(
      rid,
      [
        { name: 'number', value: 'N-3', rule: rule() },
        { name: 'power', value: 'P-2', rule: rule() },
        { name: 'party', value: '唐山测试公司', rule: rule({ treatment: 'mask' }) },
        { name: 'state', value: 'served', rule: rule() },
        { name: 'content', value: '内部意见', rule: rule({ scope: 'unit' }) },
      ],
      new Date('2026-11-05T00:00:00+08:00'),
    );
    at('2026-11-04T23:59:59');
    expect(await publishDue(ctx)).toBe(0);
    at('2026-11-05T00:00:00');
    expect(await publishDue(ctx)).toBe(1);
    expect(await publishDue(ctx)).toBe(0);
    // not before a checkpoint covers it
    expect((await obligationOf(rid)).state).toBe('open');
    await settle();
    expect(await obligationOf(rid)).toMatchObject({
      state: 'met',
      met_rev: 2,
      late_at: null,
      met_at: new Date('2026-11-05T00:00:00+08:00'),
    });
    const record = await findRecord(ctx.db, rid);
    const open = record?.revisions.flatMap((r) =>
      r.fields.flatMap((f) => (f.state === 'open' ? [`${r.rev} ${f.name}`] : [])),
    );
    expect(open?.sort()).toEqual([
      '1 acceptedOn',
      '1 dueOn',
      '1 number',
      '1 party.masked',
      '1 power',
      '2 opens',
      '2 state',
    ]);
    expect(JSON.stringify(record)).not.toContain('内部意见');
    expect(JSON.stringify(record)).not.toContain('唐山测试公司');
    expect(await publicCase(rid)).toMatchObject({
      number: 'N-3',
      item_open: true,
      state: 'served',
      closed: true,
    });
  });

  it('counts from the checkpoint when the log stood still, and is late then', async () => {
    at('2026-11-02T09:00:00');
    const rid = await accept('P-2', 'N-4');
    await owe(rid);
    await fix(rid, [{ name: 'number', value: 'N-4', rule: rule() }]);
    expect(await publishDue(ctx)).toBe(1);
    at('2026-11-12T09:00:00');
    await settle();
    expect(await obligationOf(rid)).toMatchObject({
      state: 'met',
      met_at: new Date('2026-11-12T09:00:00+08:00'),
      late_at: new Date('2026-11-10T00:00:00+08:00'),
    });
  });

  it('goes out in the order it was signed when the time is the same', async () => {
    at('2026-11-02T09:00:00');
    const rid = await accept('P-2', 'N-7');
    const when = new Date('2026-11-02T10:00:00+08:00');
    at('2026-11-02T09:02:00');
    await fix(rid, [{ name: 'state', value: 'decided', rule: rule() }], when);
    at('2026-11-02T09:01:00');
    await fix(rid, [{ name: 'state', value: 'reviewing', rule: rule() }], when);
    at('2026-11-02T10:00:00');
    expect(await publishDue(ctx)).toBe(2);
    await settle();
    const record = await findRecord(ctx.db, rid);
    expect(record?.revisions.slice(1).map(({ fields }) => fields[0]?.value)).toEqual([
      'reviewing',
      'decided',
    ]);
  });

  it('two workers publish nothing twice', async () => {
    const rid = await accept('P-2', 'N-5');
    await fix(rid, [{ name: 'state', value: 'reviewing', rule: rule() }]);
    const done = await Promise.all([publishDue(ctx), publishDue(ctx)]);
    expect(done.reduce((a, b) => a + b, 0)).toBe(1);
  });
});

describe('review', () => {
  const TEXT = '当事人电话13803150000，经查属实';
  const view = [{ name: 'content', value: TEXT, rule: rule() }];

  it('is asked for when data of a person turn up, place by place, by somebody else', async () => {
    const rid = await accept('P-3', 'N-6');
    const reviewer = staff('disclosure-reviewer');
    const signer = reviewer.kind === 'staff' ? reviewer.personId : '';
    const { publicationId, state } = await fix(rid, view);
    expect(state).toBe('awaiting-review');
    expect(await publishDue(ctx)).toBe(0);
    const input = { agencyId, publicationId, rowVersion: 1, masks: {} };
    const hit = { start: 5, end: 16, replacement: '138****0000' };
    expect(await reviewPublication(ctx, { kind: 'public' }, input)).toMatchObject({
      error: { code: 'disclosure/not-found' },
    });
    expect(await reviewPublication(ctx, staff('handler'), input)).toMatchObject({
      error: { code: 'disclosure/not-found' },
    });
    expect(await reviewPublication(ctx, staff('supervisor'), input)).toMatchObject({
      error: { code: 'disclosure/forbidden' },
    });
    expect(await reviewPublication(ctx, reviewer, input)).toMatchObject({
      error: { code: 'disclosure/hits-undecided', fields: ['content'] },
    });
    const outside = { ...input, masks: { content: [hit, { start: 10, end: 999, replacement: '' }] } };
    expect(await reviewPublication(ctx, reviewer, outside)).toMatchObject({
      error: { code: 'disclosure/mask-misplaced' },
    });
    const own = await fix(rid, view, ctx.clock.now(), signer);
    const mine = { ...input, publicationId: own.publicationId, masks: { content: [hit] } };
    expect(await reviewPublication(ctx, reviewer, mine)).toMatchObject({
      error: { code: 'disclosure/signed-it-yourself' },
    });
    const good = { ...input, masks: { content: [hit] } };
    expect(await reviewPublication(ctx, reviewer, { ...good, rowVersion: 9 })).toMatchObject({
      error: { code: 'disclosure/stale' },
    });
    must(await reviewPublication(ctx, reviewer, good));
    expect(await reviewPublication(ctx, reviewer, good)).toMatchObject({
      error: { code: 'disclosure/not-in-this-state' },
    });
    expect(await publishDue(ctx)).toBe(1);
    await settle();
    expect(JSON.stringify(await findRecord(ctx.db, rid))).toContain('当事人电话138****0000，经查属实');
    expect(JSON.stringify(await findRecord(ctx.db, rid))).not.toContain('13803150000');
  });
});
