import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, type Rid } from '#kernel';
import type { Actor, Role } from '#modules/access';
import { STATUTORY_PERIODS } from '#modules/calendar';
import { appendRevision, findRecord, type FieldInput } from '#modules/ledger';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { acceptedFields, HELD, must, rule, SYSTEM } from './disclosure.test-support.ts';
import {
  cancelObligation,
  correctRecord,
  findExperience,
  fixPublicView,
  markLate,
  openObligation,
  publishDue,
  redactPublished,
  reviewPublication,
  settleCovered,
  withdrawPublished,
  type OpenObligation,
  type ViewField,
} from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const ORG = '11130200DEM0000149';
let agencyId = '';

const inTx = <T>(fn: Parameters<typeof run<T>>[0]) => run(fn);
async function run<T>(fn: (tx: Parameters<typeof openObligation>[0]) => Promise<T>): Promise<T> {
  return must(await ctx.transact(async (tx) => ({ ok: true as const, value: await fn(tx) })));
}
const at = (instant: string): void => ctx.clock.set(`${instant}+08:00`);
const staff = (role: Role): Actor => ({
  kind: 'staff',
  personId: ctx.ids.uuid(ctx.clock.now()),
  name: '甲',
  agencyId: agencyId as never,
  assignments: [],
  roles: [{ role, agencyId: agencyId as never }],
});

/** A committed case as the cases module writes it. */
async function accept(
  power: string,
  number: string,
  party: FieldInput = { name: 'party', value: '唐山测试公司', ...HELD },
): Promise<Rid> {
  const rid = ctx.ids.rid();
  await inTx((tx) =>
    appendRevision(tx, {
      ids: ctx.ids,
      at: ctx.clock.now(),
      rid,
      type: 'case',
      act: 'accept',
      agencyId,
      org: ORG,
      basis: 'disclosure-table',
      schema: 'case/1',
      fields: acceptedFields(power, number, party),
    }),
  );
  return rid;
}
const owe = (rid: Rid, over: Partial<OpenObligation> = {}) =>
  inTx((tx) =>
    openObligation(tx, ctx, {
      kind: 'run-register',
      agencyId,
      rid,
      from: ctx.clock.now(),
      period: STATUTORY_PERIODS['publicity/register-entry'].period,
      scope: 'society',
      commitmentClass: 'OPEN',
      ...over,
    }),
  );
const fix = (
  rid: Rid,
  fields: readonly ViewField[],
  publishAfter = ctx.clock.now(),
  signedBy = 'signer',
  basis = 'disclosure-table',
) =>
  inTx((tx) =>
    fixPublicView(tx, ctx, {
      rid,
      kind: 'run-register',
      agencyId,
      fields,
      signedBy: { kind: 'person', id: signedBy },
      publishAfter,
      basis,
    }),
  );
const obligationOf = (rid: Rid) =>
  ctx.db.selectFrom('obligation').selectAll().where('rid', '=', rid).executeTakeFirstOrThrow();
const publicCase = (rid: Rid) =>
  ctx.db.selectFrom('public_case').selectAll().where('rid', '=', rid).executeTakeFirst();
const settle = async (): Promise<void> => {
  await log.publish();
  await settleCovered(ctx);
};

beforeAll(async () => {
  at('2026-11-02T09:00:00');
  const tree = OrganisationTree.parse(JSON.parse(readFileSync('demo/data/organisation.json', 'utf8')));
  ({ agencyId } = must(
    await importOrganisation(ctx, SYSTEM, { tree, validFrom: LegalDay.parse('2026-01-01') }),
  ));
});

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

describe('what was published', () => {
  async function published(number: string, party?: FieldInput): Promise<Rid> {
    const rid = await accept('P-4', number, party);
    await fix(rid, [
      { name: 'number', value: number, rule: rule() },
      { name: 'decision', value: '准予成品油零售经营', rule: rule() },
    ]);
    await publishDue(ctx);
    await settle();
    return rid;
  }
  const found = (word: string) =>
    database.pool
      .query(`SELECT rid FROM public_case WHERE search @@ plainto_tsquery('simple', $1)`, [word])
      .then(({ rows }) => rows.map((row: { rid: string }) => row.rid));

  it('is found by its words, and a natural person’s case is not', async () => {
    const rid = await published('N-7');
    const person = await published('N-8', { name: 'party', value: '赵小明', ...HELD, audience: 'party' });
    const hits = await found('零售');
    expect(hits).toContain(rid);
    expect(hits).not.toContain(person);
    expect((await publicCase(person))?.number).toBe('N-8');
  });

  it('is taken down everywhere at once and leaves a tombstone', async () => {
    const rid = await published('N-9');
    const leader = staff('leader');
    expect(
      await withdrawPublished(ctx, staff('disclosure-reviewer'), { agencyId, rid, ground: '信用修复' }),
    ).toMatchObject({ error: { code: 'disclosure/forbidden' } });
    expect(await withdrawPublished(ctx, leader, { agencyId, rid, ground: ' ' })).toMatchObject({
      error: { code: 'disclosure/ground-missing' },
    });
    must(await withdrawPublished(ctx, leader, { agencyId, rid, ground: '信用修复', basis: 'demo' }));
    expect(await publicCase(rid)).toBe(undefined);
    expect(await found('零售')).not.toContain(rid);
    expect(JSON.stringify(await findRecord(ctx.db, rid))).not.toMatch(/零售|N-9/);
    await settle();
    expect(await publicCase(rid)).toBe(undefined);
    const record = await findRecord(ctx.db, rid);
    expect(record?.revisions.at(-1)).toMatchObject({
      act: 'withdraw',
      fields: [{ name: 'ground', value: '信用修复' }],
    });
    expect(JSON.stringify(record)).not.toMatch(/零售|N-9/);
    const kept = await database.pool.query(
      `SELECT f.value FROM publication_field f JOIN publication p ON p.id = f.publication_id WHERE p.rid = $1`,
      [rid],
    );
    expect(kept.rows).toEqual([{ value: null }, { value: null }]);
  });

  it('loses an erased field and keeps the others', async () => {
    const rid = await published('N-10');
    must(
      await redactPublished(ctx, staff('leader'), {
        agencyId,
        rid,
        ground: '个人信息保护法第四十七条',
        erase: [{ rev: 2, name: 'decision' }],
        basis: 'demo',
      }),
    );
    expect(await found('零售')).not.toContain(rid);
    expect((await publicCase(rid))?.number).toBe('N-10');
    await settle();
    expect(JSON.stringify(await findRecord(ctx.db, rid))).not.toContain('零售');
  });

  it('is corrected in the open: both values stay', async () => {
    const rid = await published('N-11');
    must(
      await correctRecord(ctx, staff('disclosure-reviewer'), {
        agencyId,
        rid,
        ground: '录入错误',
        fields: { decision: '准予变更' },
        basis: 'demo',
      }),
    );
    expect(
      await correctRecord(ctx, staff('disclosure-reviewer'), {
        agencyId,
        rid,
        ground: '录入错误',
        fields: { never: '' },
      }),
    ).toMatchObject({ error: { code: 'disclosure/not-found' } });
    await settle();
    const text = JSON.stringify(await findRecord(ctx.db, rid));
    expect(text).toContain('准予成品油零售经营');
    expect(text).toContain('准予变更');
    expect(await found('变更')).toContain(rid);
  });
});

describe('rare items', () => {
  it('counts running cases of an item, and follows when they end', async () => {
    const rids = [];
    for (let i = 0; i < 5; i += 1) rids.push(await accept('P-9', `R-${i}`));
    await settle();
    const running = () =>
      ctx.db.selectFrom('public_item').select('running').where('power_code', '=', 'P-9').executeTakeFirst();
    expect(await running()).toEqual({ running: 5 });
    await fix(rids[0]!, [{ name: 'state', value: 'closed', rule: rule() }]);
    await publishDue(ctx);
    await settle();
    expect(await running()).toEqual({ running: 4 });
  });
});

describe('how the cases of an item have gone', () => {
  const has = (name: string, value: string): ViewField => ({ name, value, rule: rule() });
  const experience = () => findExperience(ctx.db, { agencyId, powerCode: 'P-10' });

  it('counts published results and those in time, once each, and forgets what is taken down', async () => {
    const leader = staff('leader');
    const rids: Rid[] = [];
    for (const decidedOn of ['2026-11-05', '2026-11-06']) {
      const rid = await accept('P-10', `X-${decidedOn}`);
      rids.push(rid);
      await fix(rid, [
        has('state', 'served'),
        has('power', 'P-10'),
        has('dueOn', '2026-11-05'),
        has('decidedOn', decidedOn),
        has('decision', '准予'),
      ]);
    }
    await publishDue(ctx);
    await settle();
    expect(await experience()).toEqual({ finished: 2, inTime: 1 });
    const [first] = rids;
    if (first === undefined) throw new Error('no case');
    await fix(first, [has('state', 'closed')]);
    await publishDue(ctx);
    await settle();
    expect(await experience()).toEqual({ finished: 2, inTime: 1 });
    must(await withdrawPublished(ctx, leader, { agencyId, rid: first, ground: '信用修复' }));
    await settle();
    expect(await experience()).toEqual({ finished: 1, inTime: 0 });
  });
});
