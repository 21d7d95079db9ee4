import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, assertOk as must, type LegalDay, type Uuid } from '#kernel';
import type { Role, StaffActor } from '#modules/access';
import {
  actOnException,
  countByYear,
  listExceptions,
  listRegister,
  requestException,
  sweepExceptions,
  type RequestInput,
} from '#modules/disclosure';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { bureauWithLicence, type Bureau } from '#tests/licence';
import { approveRule } from './index.ts';
import { readRule } from './use-cases/read-rules.ts';
import { DAY, draft, pass, publishedRule, publishNow, SYSTEM, versionOf } from './rules.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const endsOn: LegalDay = addDays(DAY, 90);
let bureau: Bureau;
let agencyId: Uuid;
let persons: string[];

beforeAll(async () => {
  bureau = await bureauWithLicence(ctx);
  ({ agencyId } = bureau);
  const rows = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('agency_id', '=', agencyId)
    .limit(4)
    .execute();
  persons = rows.map(({ id }) => id);
}, 60_000);

beforeEach(() => ctx.clock.set('2026-11-23T09:00:00+08:00'));

const staff = (at: number, role: Role, officeId?: Uuid): StaffActor => ({
  kind: 'staff',
  personId: persons[at] as Uuid,
  name: '演示',
  agencyId,
  assignments: [],
  roles: [{ role, agencyId, ...(officeId === undefined ? {} : { officeId }) }],
});
const WAY = [
  [1, 'office-head', 'sign'],
  [2, 'disclosure-reviewer', 'review'],
  [3, 'review-office', 'approve'],
] as const;
const ask = (ruleId: string, over: Partial<RequestInput> = {}, by = staff(0, 'registrar')) =>
  requestException(ctx, by, {
    agencyId,
    subjectKind: 'rule',
    powerId: null,
    caseId: null,
    documentId: null,
    ruleId,
    element: null,
    grade: 'none',
    ground: 'internal-affairs',
    cited: '',
    reason: '只涉及值班和车辆安排',
    scope: 'unit',
    kind: 'withheld',
    endsOn,
    form: 'entry',
    publicTitle: '后勤管理制度一项',
    formReason: null,
    postName: '综合岗',
    ...over,
  });
const move = async (by: StaffActor, exceptionId: string, act: 'sign' | 'review' | 'approve' | 'open') => {
  ctx.clock.set(new Date(ctx.clock.now().getTime() + 1_000));
  const { row_version: rowVersion } = await ctx.db
    .selectFrom('disclosure_exception')
    .select('row_version')
    .where('id', '=', exceptionId)
    .executeTakeFirstOrThrow();
  const key = { agencyId, exceptionId, rowVersion, postName: '岗位' };
  return actOnException(ctx, by, act === 'open' ? { ...key, act, reason: '可以公开了' } : { ...key, act });
};
const passed = async () => {
  const made = await draft(ctx, bureau);
  await pass(ctx, agencyId, made.versionId);
  return { ...made, rid: (await versionOf(ctx, agencyId, made.versionId)).rid };
};
const withheld = async () => {
  const rule = await passed();
  const { exceptionId } = must(await ask(rule.ruleId));
  for (const [at, role, act] of WAY) must(await move(staff(at, role), exceptionId, act));
  return { ...rule, exceptionId };
};
const owed = async (rid: string) =>
  (
    await database.pool.query<{ state: string; due: string }>(
      'SELECT state, due_on::text AS due FROM obligation WHERE rid = $1 ORDER BY state',
      [rid],
    )
  ).rows;

describe('a rule that is withheld', () => {
  it('is asked for by its office once it has passed, of each rule once, on a ground that fits', async () => {
    const drafted = await draft(ctx, bureau);
    const code = async (...of: Parameters<typeof ask>) => {
      const done = await ask(...of);
      return done.ok ? 'ok' : done.error.code;
    };
    expect(await code(drafted.ruleId)).toBe('exceptions/not-owed');
    expect(await code((await publishedRule(ctx, bureau)).ruleId)).toBe('exceptions/not-owed');
    const [one, other] = [await passed(), await passed()];
    const offered = async (by: StaffActor) => must(await readRule(ctx, by, one.versionId)).mayWithhold;
    expect([await offered(staff(0, 'registrar')), await offered(staff(3, 'review-office'))]).toEqual([
      true,
      false,
    ]);
    expect(await code(one.ruleId, { ground: 'trade-secret' })).toBe('exceptions/ground-unfit');
    expect(await code(one.ruleId, { ground: 'internal-rule' })).toBe('exceptions/internal-rule');
    expect(await code(one.ruleId, { element: 'articles' })).toBe('exceptions/must-be-public');
    const elsewhere = '00000000-0000-7000-8000-000000000003' as Uuid;
    expect(await code(one.ruleId, {}, staff(0, 'registrar', elsewhere))).toBe('exceptions/forbidden');
    expect([await code(one.ruleId), await code(one.ruleId), await code(other.ruleId)]).toEqual([
      'ok',
      'exceptions/already-asked',
      'ok',
    ]);
  });

  it('is owed to society no more and cannot be published, and the register says so with the article', async () => {
    const rule = await withheld();
    expect(await owed(rule.rid)).toMatchObject([{ state: 'excepted' }]);
    const ground = '《政府信息公开条例》第十六条第一款';
    expect(must(await readRule(ctx, staff(0, 'registrar'), rule.versionId))).toMatchObject({
      withheld: { exceptionId: rule.exceptionId, ground },
      mayWithhold: false,
      blockers: [{ code: 'rules/withheld' }],
    });
    expect(await publishNow(ctx, agencyId, rule.versionId)).toMatchObject({
      error: { code: 'rules/blocked', blockers: [{ code: 'rules/withheld' }] },
    });
    await log.publish();
    const entry = (await listRegister(ctx.db, { state: 'in-force', limit: 50 })).find(
      ({ id }) => id === rule.exceptionId,
    );
    expect(entry).toMatchObject({
      subjectKind: 'rule',
      title: '后勤管理制度一项',
      article: ground,
      power: null,
      subjectRid: null,
    });
    const years = await countByYear(ctx.db, { thisYear: 2026 });
    expect(years).toContainEqual({ year: 2026, ground: 'internal-affairs', entries: 1, counted: null });
    expect((await listExceptions(ctx.db, agencyId)).map(({ id }) => id)).toContain(rule.exceptionId);
  });

  it('is not owed by passing once more meanwhile, and is when that ends by decision', async () => {
    const rule = await withheld();
    const { rowVersion } = await versionOf(ctx, agencyId, rule.versionId);
    const back = { agencyId, versionId: rule.versionId, rowVersion, act: 'return', reason: '改' } as const;
    must(await approveRule(ctx, SYSTEM, back));
    await pass(ctx, agencyId, rule.versionId);
    expect(await owed(rule.rid)).toMatchObject([{ state: 'excepted' }]);
    must(await move(staff(3, 'review-office'), rule.exceptionId, 'open'));
    expect(await owed(rule.rid)).toMatchObject([{ state: 'excepted' }, { state: 'open' }]);
    must(await publishNow(ctx, agencyId, rule.versionId));
  });

  it('is owed by the day after its date where nobody decided', async () => {
    const rule = await withheld();
    ctx.clock.set(`${addDays(endsOn, 1)}T00:05:00+08:00`);
    await sweepExceptions(ctx);
    expect(await owed(rule.rid)).toMatchObject([
      { state: 'excepted' },
      { state: 'open', due: addDays(endsOn, 1) },
    ]);
  });

  it('and its publication never pass each other', async () => {
    const rule = await passed();
    const { exceptionId } = must(await ask(rule.ruleId));
    for (const [at, role, act] of WAY.slice(0, 2)) must(await move(staff(at, role), exceptionId, act));
    const [published, approved] = await Promise.all([
      publishNow(ctx, agencyId, rule.versionId),
      move(staff(3, 'review-office'), exceptionId, 'approve'),
    ]);
    expect([published.ok, approved.ok].filter(Boolean)).toHaveLength(1);
    const refused = published.ok ? approved : published;
    expect(refused).toMatchObject({
      error: { code: published.ok ? 'exceptions/already-public' : 'rules/blocked' },
    });
  });
});
