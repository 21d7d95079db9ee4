import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, legalDayOf, type LegalDay, type Rid } from '#kernel';
import { loadStaffActor, type StaffActor } from '#modules/access';
import { STATUTORY_PERIODS } from '#modules/calendar';
import {
  actOnException,
  listExceptions,
  markLate,
  openObligation,
  requestException,
  settleCovered,
  sweepExceptions,
  type ActInput,
  type RequestInput,
} from '#modules/disclosure';
import { findRecord } from '#modules/ledger';
import { loadCatalogue } from '#tests/catalogue';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { listVersions } from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const people = {} as Record<'window' | 'head' | 'publisher' | 'register' | 'supervisor', StaffActor>;
const item = { code: '', powerId: '', element: '', value: undefined as unknown };
/** The demonstration’s catalogue is loaded by its use cases. */
const LOADING_MS = 180_000;
/** Words of the element that is withheld. */
const SECRET = '受理环节故意刁难';
let agencyId = '';

const today = (): LegalDay => legalDayOf(ctx.clock.now());
const settle = async (): Promise<void> => {
  await log.publish();
  await settleCovered(ctx);
};
const request = (over: Partial<RequestInput> = {}): RequestInput => ({
  agencyId,
  subjectKind: 'power-field',
  powerId: item.powerId,
  caseId: null,
  documentId: null,
  element: item.element,
  grade: 'none',
  ground: 'public-security',
  cited: '',
  reason: '公开后会被用来规避检查',
  scope: 'unit',
  kind: 'withheld',
  endsOn: addDays(today(), 60),
  form: 'entry',
  publicTitle: '检查的行使细则',
  formReason: null,
  postName: '窗口受理岗',
  ...over,
});
const ask = async (over: Partial<RequestInput> = {}, actor = people.window) =>
  requestException(ctx, actor, request(over));
const asked = async (over: Partial<RequestInput> = {}): Promise<string> => {
  const done = await ask(over);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value.exceptionId;
};
type Act = ActInput extends infer One
  ? One extends ActInput
    ? Omit<One, 'agencyId' | 'exceptionId' | 'rowVersion' | 'postName'>
    : never
  : never;
const act = async (who: keyof typeof people, exceptionId: string, what: Act, rowVersion?: number) => {
  ctx.clock.set(new Date(ctx.clock.now().getTime() + 1000));
  const row = await ctx.db
    .selectFrom('disclosure_exception')
    .select('row_version')
    .where('id', '=', exceptionId)
    .executeTakeFirstOrThrow();
  return actOnException(ctx, people[who], {
    ...what,
    agencyId,
    exceptionId,
    rowVersion: rowVersion ?? row.row_version,
    postName: '岗位',
  });
};
const approved = async (over: Partial<RequestInput> = {}): Promise<string> => {
  const id = await asked(over);
  for (const [who, what] of [
    ['head', 'sign'],
    ['publisher', 'review'],
    ['register', 'approve'],
  ] as const) {
    const done = await act(who, id, { act: what });
    if (!done.ok) throw new Error(`${what}: ${JSON.stringify(done.error)}`);
  }
  return id;
};
const shown = async () => {
  const [version] = await listVersions(ctx.db, item.code);
  if (version === undefined) throw new Error('not public');
  return {
    ...version,
    element: Object.entries(version.content).find(([name]) => name === item.element)?.[1],
  };
};
const rowOf = (id: string) =>
  ctx.db.selectFrom('disclosure_exception').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

beforeAll(async () => {
  await loadCatalogue(ctx);
  await settle();
  const agency = await ctx.db
    .selectFrom('agency')
    .select('id')
    .where('import_key', '=', 'agency-tssswj')
    .executeTakeFirstOrThrow();
  agencyId = agency.id;
  for (const account of ['window', 'head', 'publisher', 'register', 'supervisor'] as const) {
    const login = await ctx.db
      .selectFrom('login')
      .select('person_id')
      .where('account', '=', account)
      .executeTakeFirstOrThrow();
    const actor = await loadStaffActor(ctx.db, agency.id, login.person_id, today());
    if (actor === undefined) throw new Error('no actor');
    people[account] = actor;
  }
  const rows = await ctx.db
    .selectFrom('power_version as v')
    .innerJoin('office as o', (j) =>
      j.onRef('o.id', '=', 'v.office_id').onRef('o.agency_id', '=', 'v.agency_id'),
    )
    .innerJoin('power_item as p', (j) =>
      j.onRef('p.id', '=', 'v.power_id').onRef('p.agency_id', '=', 'v.agency_id'),
    )
    .select(['p.code', 'v.power_id', 'v.content'])
    .where('v.state', '=', 'published')
    .where('o.import_key', '=', 'office-sp')
    .orderBy('p.code')
    .execute();
  const first = rows.find(({ content }) => JSON.stringify(content).includes(SECRET));
  if (first === undefined || first.code === null) throw new Error('no item to withhold a part of');
  Object.assign(item, { code: first.code, powerId: first.power_id, element: 'riskPoints' });
  item.value = (await shown()).element;
}, LOADING_MS);

describe('a request', () => {
  it.each<[string, Partial<RequestInput>, string]>([
    ['that is classified', { grade: 'secret' }, 'exceptions/state-secret'],
    ['whose reason carries a mark', { reason: '见机密★1年的文件' }, 'exceptions/state-secret'],
    ['on an internal rule', { ground: 'internal-rule' }, 'exceptions/internal-rule'],
    ['for the legal basis', { element: 'legalBasis' }, 'exceptions/must-be-public'],
    ['for an item of nobody', { powerId: '01900000-0000-7000-8000-000000000000' }, 'exceptions/not-found'],
    ['for the whole of a published item', { subjectKind: 'power', element: null }, 'exceptions/not-owed'],
    ['for longer than a year', { endsOn: '2030-01-01' as LegalDay }, 'exceptions/date-out-of-range'],
  ])('%s is refused and leaves no row', async (_, over, code) => {
    const done = await ask(over);
    expect(done).toMatchObject({ ok: false, error: { code } });
    const { n } = await ctx.db
      .selectFrom('disclosure_exception')
      .select((e) => e.fn.countAll<string>().as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(n)).toBe(0);
  });

  it('is not made by those who oversee', async () => {
    expect(await ask({}, people.supervisor)).toMatchObject({ ok: false });
  });

  it('is made once, and taken back by who made it', async () => {
    const id = await asked();
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'exceptions/already-asked' } });
    expect(await act('head', id, { act: 'withdraw' })).toMatchObject({
      error: { code: 'exceptions/forbidden' },
    });
    expect(await act('window', id, { act: 'withdraw' })).toMatchObject({ ok: true });
    expect(await act('head', id, { act: 'sign' })).toMatchObject({
      error: { code: 'exceptions/not-in-this-state' },
    });
  });

  it('that the head made is signed by somebody else', async () => {
    const made = await ask({}, people.head);
    if (!made.ok) throw new Error(made.error.code);
    const id = made.value.exceptionId;
    expect(await act('head', id, { act: 'sign' })).toMatchObject({ error: { code: 'exceptions/four-eyes' } });
    expect(await act('window', id, { act: 'sign' })).toMatchObject({
      error: { code: 'exceptions/forbidden' },
    });
    expect(await act('head', id, { act: 'refuse', reason: ' ' })).toMatchObject({
      error: { code: 'exceptions/reason-missing' },
    });
    expect(await act('head', id, { act: 'refuse', reason: '应当公开' })).toMatchObject({ ok: true });
  });

  it('is signed once when two sign at the same time', async () => {
    const id = await asked();
    const both = await Promise.all([
      act('head', id, { act: 'sign' }, 1),
      act('head', id, { act: 'sign' }, 1),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    await act('window', id, { act: 'withdraw' });
  });
});

describe('an element of an item in force', () => {
  it('is withheld, kept, and public again past its date, each as an entry that names article and date', async () => {
    expect(item.value).toBeDefined();
    const id = await approved();
    expect((await shown()).element).not.toEqual(item.value);
    await settle();
    const row = await rowOf(id);
    const { withheld, rid } = await shown();
    expect(withheld).toEqual([
      {
        element: item.element,
        silent: false,
        ground: '《政府信息公开条例》第十四条',
        until: row.ends_on,
        rid: row.rid,
      },
    ]);
    const entry = JSON.stringify(await findRecord(ctx.db, row.rid as never));
    expect(entry).toContain('检查的行使细则');
    expect(entry).not.toContain('规避检查');
    const record = JSON.stringify(await findRecord(ctx.db, rid));
    expect(record).not.toContain(SECRET);
    const journal = await ctx.db
      .selectFrom('journal.row')
      .selectAll()
      .where('subject_rid', '=', row.rid)
      .execute();
    expect(journal.map(({ action }) => action)).toEqual([
      'exception/request',
      'exception/sign',
      'exception/review',
      'exception/approve',
    ]);
    expect(JSON.stringify(journal)).not.toMatch(/规避检查|行使细则/u);

    const until = addDays(today(), 90);
    expect(await act('window', id, { act: 'keep', reason: '仍有必要', endsOn: until })).toMatchObject({
      error: { code: 'exceptions/forbidden' },
    });
    expect(await act('register', id, { act: 'keep', reason: '仍有必要', endsOn: until })).toMatchObject({
      ok: true,
    });
    expect(
      await act('register', id, { act: 'file', filedWith: '市政务公开办', filedAs: '2026-1' }),
    ).toMatchObject({
      ok: true,
    });
    expect(await sweepExceptions(ctx)).toBe(0);

    ctx.clock.set(`${addDays(until, 1)}T08:00:00+08:00`);
    expect(await sweepExceptions(ctx)).toBe(1);
    expect(await sweepExceptions(ctx)).toBe(0);
    expect((await shown()).element).not.toEqual(item.value);
    await settle();
    expect(await shown()).toMatchObject({ element: item.value, withheld: [] });
    expect(await rowOf(id)).toMatchObject({ state: 'ended', ended_by: 'lapse', ended_on: until });
    const [filed] = await listExceptions(ctx.db, agencyId);
    expect(filed).toMatchObject({ id, state: 'ended', endedOn: until });
    expect(filed?.acts.map(({ act: name }) => name)).toEqual([
      'request',
      'sign',
      'review',
      'approve',
      'keep',
      'file',
      'lapse',
    ]);
  });

  it('is opened by decision, with its reason', async () => {
    const id = await approved();
    expect(await act('register', id, { act: 'open', reason: '' })).toMatchObject({ ok: false });
    expect(await act('register', id, { act: 'open', reason: '不再需要' })).toMatchObject({ ok: true });
    await settle();
    expect((await shown()).element).toEqual(item.value);
  });

  it('cannot be hidden behind the yearly count once everybody can read it', async () => {
    expect(await ask({ form: 'count', publicTitle: null, formReason: '条目本身会造成损害' })).toMatchObject({
      error: { code: 'exceptions/already-public' },
    });
  });
});

describe('a whole item that has passed and is not public', () => {
  it('is owed no longer, and from the day after its date stands late', async () => {
    const powerId = ctx.ids.uuid(ctx.clock.now());
    const rid = ctx.ids.rid();
    await pass(powerId, rid);
    const ends = addDays(today(), 10);
    const id = await approved({
      subjectKind: 'power',
      powerId,
      element: null,
      kind: 'postponed',
      endsOn: ends,
      publicTitle: '一项尚未公布的事项',
    });
    expect(await rowOf(id)).toMatchObject({ state: 'in-force', subject_rid: rid });
    expect(await owed(rid)).toEqual([{ state: 'excepted', due_on: expect.any(String) }]);
    ctx.clock.set(`${addDays(ends, 1)}T09:00:00+08:00`);
    expect(await sweepExceptions(ctx)).toBe(1);
    expect(await owed(rid)).toEqual([
      { state: 'excepted', due_on: expect.any(String) },
      { state: 'open', due_on: addDays(ends, 1) },
    ]);
    ctx.clock.set(`${addDays(ends, 2)}T00:05:00+08:00`);
    await markLate(ctx);
    expect((await owed(rid)).at(-1)).toEqual({ state: 'late', due_on: addDays(ends, 1) });
  });
});

/** An item that has passed and is owed, as the register of powers leaves it. */
async function pass(powerId: string, rid: Rid): Promise<void> {
  const now = ctx.clock.now();
  const done = await ctx.transact(async (tx) => {
    await tx.insertInto('power_item').values({ agency_id: agencyId, id: powerId, created_at: now }).execute();
    await sql`
      INSERT INTO power_version (agency_id, id, power_id, rid, state, name, type_code, office_id, content,
                                 commitment_class, created_at, updated_at)
      SELECT agency_id, ${ctx.ids.uuid(now)}::uuid, ${powerId}::uuid, ${rid}, 'passed', '尚未公布的事项', type_code,
             office_id, content, 'OPEN', ${now}, ${now}
        FROM power_version WHERE power_id = ${item.powerId} AND state = 'published' LIMIT 1`.execute(tx);
    await openObligation(tx, ctx, {
      kind: 'power-version',
      agencyId,
      powerId,
      rid,
      from: now,
      period: STATUTORY_PERIODS['publicity/proactive'].period,
      scope: 'society',
      commitmentClass: 'OPEN',
    });
    return { ok: true as const, value: undefined };
  });
  if (!done.ok) throw new Error('refused');
}

const owed = (rid: Rid) =>
  ctx.db
    .selectFrom('obligation')
    .select(['state', 'due_on'])
    .where('rid', '=', rid)
    .orderBy('opened_at')
    .execute();
