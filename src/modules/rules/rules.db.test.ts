import { beforeAll, describe, expect, it } from 'vitest';
import { assertOk as must, addDays, LegalDay, type Uuid } from '#kernel';
import type { Role, StaffActor } from '#modules/access';
import { settleCovered } from '#modules/disclosure';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { bureauWithLicence, type Bureau } from '#tests/licence';
import {
  approveRule,
  discardRule,
  draftRule,
  editRule,
  publishRule,
  reviseRule,
  rulesGoverning,
} from './index.ts';
import { readRule, readRules } from './use-cases/read-rules.ts';
import {
  DAY,
  draft,
  pass,
  publishedRule,
  publishNow,
  resolvingBody,
  ruleContent,
  SYSTEM,
  versionOf,
} from './rules.test-support.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
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
    .limit(6)
    .execute();
  persons = rows.map(({ id }) => id);
}, 60_000);

const staff = (at: number, ...roles: readonly Role[]): StaffActor => ({
  kind: 'staff',
  personId: persons[at] as Uuid,
  name: '演示',
  agencyId,
  assignments: [],
  roles: roles.map((role) => ({ role, agencyId })),
});
const rowOf = async (versionId: string) => (await versionOf(ctx, agencyId, versionId)).rowVersion;
const act = async (actor: StaffActor, versionId: string, name: 'sign' | 'countersign' | 'return' | 'pass') =>
  approveRule(ctx, actor, {
    agencyId,
    versionId,
    rowVersion: await rowOf(versionId),
    act: name,
    reason: '理由',
  });

describe('a rule on its way', () => {
  it('is drafted, signed, countersigned, reviewed by four persons, and published provably', async () => {
    const [clerk, head, leader, keeper] = [
      staff(0, 'registrar'),
      staff(1, 'office-head'),
      staff(2, 'leader'),
      staff(3, 'review-office'),
    ];
    const content = ruleContent({ governs: [{ powerId: bureau.powerId, steps: [] }] });
    const { versionId } = must(
      await draftRule(ctx, clerk, { agencyId, officeId: bureau.officeId, content, plannedFrom: null }),
    );
    must(await act(head, versionId, 'sign'));
    must(await act(leader, versionId, 'countersign'));
    must(await act(keeper, versionId, 'pass'));
    const { rid } = must(
      await publishRule(ctx, keeper, {
        agencyId,
        versionId,
        rowVersion: await rowOf(versionId),
        postName: '局领导小组办公室',
      }),
    );
    const { rows } = await database.pool.query(
      `SELECT name, value FROM ledger.field WHERE rid = $1 ORDER BY name`,
      [rid],
    );
    const fields = new Map(rows.map((row: { name: string; value: unknown }) => [row.name, row.value]));
    expect(JSON.stringify(fields.get('articles'))).toContain('一次告知');
    expect(JSON.stringify(fields.get('governs'))).toContain(bureau.powerCode);
    expect(JSON.stringify(rows)).not.toContain(persons[1]);
    expect(await versionOf(ctx, agencyId, versionId)).toMatchObject({ n: 1, effectiveFrom: DAY });
  });

  it('is reviewed by nobody who drafted, edited or signed it', async () => {
    const clerkAndReviewer = staff(0, 'registrar', 'leader', 'review-office');
    const headAndReviewer = staff(1, 'office-head', 'leader', 'review-office');
    const { versionId } = must(
      await draftRule(ctx, clerkAndReviewer, {
        agencyId,
        officeId: bureau.officeId,
        content: ruleContent(),
        plannedFrom: null,
      }),
    );
    must(await act(headAndReviewer, versionId, 'sign'));
    expect(await act(clerkAndReviewer, versionId, 'countersign')).toMatchObject({
      error: { code: 'rules/four-eyes' },
    });
    expect(await act(headAndReviewer, versionId, 'countersign')).toMatchObject({
      error: { code: 'rules/four-eyes' },
    });
    must(await act(staff(2, 'leader'), versionId, 'countersign'));
    expect(await act(clerkAndReviewer, versionId, 'pass')).toMatchObject({
      error: { code: 'rules/four-eyes' },
    });
  });

  it('passes once when two reviewers press at the same moment', async () => {
    const { versionId } = await draft(ctx, bureau);
    must(await act(staff(1, 'office-head'), versionId, 'sign'));
    must(await act(staff(2, 'leader'), versionId, 'countersign'));
    const rowVersion = await rowOf(versionId);
    const done = await Promise.all(
      [3, 4].map((at) =>
        approveRule(ctx, staff(at, 'review-office'), { agencyId, versionId, rowVersion, act: 'pass' }),
      ),
    );
    expect(done.filter((one) => one.ok)).toHaveLength(1);
    expect(done.find((one) => !one.ok)).toMatchObject({
      error: { code: expect.stringMatching(/^(rules\/stale|rules\/not-in-this-state|conflict)$/) },
    });
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS n FROM rule_approval WHERE version_id = $1 AND act = 'pass'`,
      [versionId],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('loses its signatures by an edit, and tells the second of two editors', async () => {
    const { versionId } = await draft(ctx, bureau);
    must(await act(staff(1, 'office-head'), versionId, 'sign'));
    const rowVersion = await rowOf(versionId);
    const edit = (text: string) =>
      editRule(ctx, staff(0, 'registrar'), {
        agencyId,
        versionId,
        rowVersion,
        content: ruleContent({ articles: [{ text }] }),
      });
    must(await edit('第一个人改的条文。'));
    expect(await edit('第二个人改的条文。')).toMatchObject({
      error: { code: 'rules/stale', rowVersion: rowVersion + 1 },
    });
    const version = await versionOf(ctx, agencyId, versionId);
    expect([version.state, version.drafters.includes(persons[0] ?? '')]).toEqual(['draft', true]);
    const { rows } = await database.pool.query(
      'SELECT act, voided FROM rule_approval WHERE version_id = $1',
      [versionId],
    );
    expect(rows).toEqual([{ act: 'sign', voided: true }]);
  });

  it('is given up on record while it waits for nobody, and another revision may begin', async () => {
    const { ruleId } = await publishedRule(ctx, bureau);
    const clerk = staff(0, 'registrar');
    const begin = () => reviseRule(ctx, clerk, { agencyId, ruleId, reason: '修订', status: 'in-force' });
    const { versionId } = must(await begin());
    const discard = async (by: StaffActor) =>
      discardRule(ctx, by, { agencyId, versionId, rowVersion: await rowOf(versionId) });
    expect(await discard(staff(2, 'registrar'))).toMatchObject({ error: { code: 'rules/not-drafter' } });
    const rowVersion = await rowOf(versionId);
    const race = await Promise.all([
      discardRule(ctx, clerk, { agencyId, versionId, rowVersion }),
      approveRule(ctx, staff(1, 'office-head'), { agencyId, versionId, rowVersion, act: 'sign' }),
    ]);
    expect(race.filter(({ ok }) => ok)).toHaveLength(1);
    if (!race[0].ok) {
      expect(await discard(clerk)).toMatchObject({ error: { code: 'rules/waiting' } });
      must(await act(staff(3, 'leader'), versionId, 'return'));
      must(await discard(clerk));
    }
    const { rows } = await database.pool.query(
      `SELECT v.discarded_at IS NOT NULL AS gone, j.actor_id FROM rule_version v
         JOIN journal.row j ON j.subject_rid = v.rule_id::text AND j.action = 'rule/discard' WHERE v.id = $1`,
      [versionId],
    );
    expect(rows).toEqual([{ gone: true, actor_id: persons[0] }]);
    const again = must(await begin());
    expect(again.versionId).not.toBe(versionId);
    const { versions } = must(await readRule(ctx, clerk, again.versionId));
    const published = versions.find(({ n }) => n === 1)?.versionId ?? '';
    expect(await discardRule(ctx, SYSTEM, { agencyId, versionId: published, rowVersion: 1 })).toMatchObject({
      error: { code: 'rules/not-in-this-state' },
    });
  });

  it('is owed to society once it has passed, and no more when it goes back', async () => {
    const owed = async (rid: string) =>
      (await database.pool.query('SELECT kind, state, due_on::text FROM obligation WHERE rid = $1', [rid]))
        .rows;
    const { versionId } = await draft(ctx, bureau);
    await pass(ctx, agencyId, versionId);
    const { rid } = await versionOf(ctx, agencyId, versionId);
    expect(await owed(rid)).toEqual([{ kind: 'rule-version', state: 'open', due_on: '2026-12-21' }]);
    must(await act(staff(3, 'review-office'), versionId, 'return'));
    expect(await owed(rid)).toMatchObject([{ state: 'excepted' }]);
    await pass(ctx, agencyId, versionId);
    must(await publishNow(ctx, agencyId, versionId));
    await log.publish();
    await settleCovered(ctx);
    expect((await owed(rid)).map(({ state }: { state: string }) => state)).toEqual(['excepted', 'met']);
  });

  it('is listed for who may read it only, in full pages', async () => {
    const other = await ctx.db
      .selectFrom('office')
      .select('id')
      .where('agency_id', '=', agencyId)
      .where('id', '<>', bureau.officeId)
      .executeTakeFirstOrThrow();
    for (const [officeId, title] of [
      [other.id as Uuid, '一、别的处室'],
      [bureau.officeId, '二、本处室'],
      [other.id as Uuid, '三、别的处室'],
      [bureau.officeId, '四、本处室'],
    ] as const)
      await draft(ctx, { agencyId, officeId }, ruleContent({ title: `分页${title}` }));
    const clerk: StaffActor = {
      ...staff(0),
      roles: [{ role: 'registrar', agencyId, officeId: bureau.officeId }],
    };
    const page = async (actor: StaffActor, after?: { readonly title: string; readonly id: string }) =>
      must(await readRules(ctx, actor, { view: 'drafts', q: '分页', limit: 1, after }));
    const first = await page(clerk);
    const second = await page(clerk, first.next);
    expect([first, second].map(({ items }) => items.map(({ title }) => title))).toEqual([
      ['分页二、本处室'],
      ['分页四、本处室'],
    ]);
    expect(second.next).toBeUndefined();
    expect(await page(staff(0, 'handler'))).toEqual({ items: [], next: undefined, mayDraft: false });
  });

  it('has a document number of its own, also when two are published at the same moment', async () => {
    const { documentNumber } = ruleContent();
    const both = [
      await draft(ctx, bureau, ruleContent({ documentNumber })),
      await draft(ctx, bureau, ruleContent({ documentNumber })),
    ];
    for (const { versionId } of both) await pass(ctx, agencyId, versionId);
    const done = await Promise.all(both.map(async ({ versionId }) => publishNow(ctx, agencyId, versionId)));
    expect(done.filter((one) => one.ok)).toHaveLength(1);
    expect(done.find((one) => !one.ok)).toMatchObject({
      error: { code: 'rules/blocked', blockers: [{ code: 'rules/number-taken' }] },
    });
  });

  it.each([
    ['an office of nobody', { officeId: '00000000-0000-7000-8000-000000000009' as Uuid }, 'officeId'],
    [
      'a power that is not in force',
      { content: ruleContent({ governs: [{ powerId: '00000000-0000-4000-8000-000000000009', steps: [] }] }) },
      'governs',
    ],
  ])('refuses %s', async (_, over, field) => {
    const input = {
      agencyId,
      officeId: bureau.officeId,
      content: ruleContent(),
      plannedFrom: null,
      ...over,
    };
    expect(await draftRule(ctx, SYSTEM, input)).toMatchObject({
      error: { code: 'rules/unknown-reference', field },
    });
  });

  it('is not published with a gap: number of another rule, day gone by, step that is not in the flow', async () => {
    const taken = ruleContent();
    await publishedRule(ctx, bureau, taken);
    const { versionId } = await draft(
      ctx,
      bureau,
      ruleContent({
        documentNumber: taken.documentNumber,
        governs: [{ powerId: bureau.powerId, steps: [{ id: 'nowhere', name: '没有的环节' }] }],
      }),
      addDays(DAY, -1),
    );
    await pass(ctx, agencyId, versionId);
    expect(await publishNow(ctx, agencyId, versionId)).toMatchObject({
      error: {
        code: 'rules/blocked',
        blockers: [
          { code: 'rules/number-taken' },
          { code: 'rules/effective-in-the-past' },
          { code: 'rules/step-gone' },
        ],
      },
    });
  });
});

describe('a published rule', () => {
  it('is never changed, not even past the application', async () => {
    const { versionId } = await publishedRule(ctx, bureau);
    expect(
      await editRule(ctx, SYSTEM, { agencyId, versionId, rowVersion: await rowOf(versionId), reason: 'x' }),
    ).toMatchObject({ error: { code: 'rules/not-in-this-state', state: 'published' } });
    for (const change of [
      `UPDATE rule_version SET title = '别的' WHERE id = '${versionId}'`,
      `DELETE FROM rule_version WHERE id = '${versionId}'`,
      `DELETE FROM rule_governs`,
    ])
      await expect(database.pool.query(change)).rejects.toThrow();
  });

  it('is revised with a reason, one version at a time, and repealed by the same way', async () => {
    const content = ruleContent({ governs: [{ powerId: bureau.powerId, steps: [] }] });
    const { ruleId } = await publishedRule(ctx, bureau, content);
    await log.publish();
    const governing = async (day = DAY) =>
      (await rulesGoverning(ctx.db, bureau, day)).some((rule) => rule.ruleId === ruleId);
    expect(await governing()).toBe(true);

    const revise = (reason: string, status: 'in-force' | 'repealed' = 'in-force') =>
      reviseRule(ctx, SYSTEM, { agencyId, ruleId, reason, status });
    expect(await revise(' ')).toMatchObject({ error: { code: 'rules/reason-missing' } });
    const { versionId } = must(await revise('补正改为当场告知'));
    expect(await revise('又一个')).toMatchObject({ error: { code: 'rules/draft-exists' } });
    must(
      await editRule(ctx, SYSTEM, {
        agencyId,
        versionId,
        rowVersion: await rowOf(versionId),
        content: { ...content, governs: [] },
        plannedFrom: LegalDay.parse('2026-12-01'),
      }),
    );
    await pass(ctx, agencyId, versionId);
    expect(must(await publishNow(ctx, agencyId, versionId)).n).toBe(2);
    await log.publish();
    expect([await governing(), await governing(LegalDay.parse('2026-12-01'))]).toEqual([true, false]);

    const repeal = must(await revise('上级已有统一规定', 'repealed'));
    expect(
      await editRule(ctx, SYSTEM, {
        agencyId,
        versionId: repeal.versionId,
        rowVersion: 1,
        content: ruleContent(),
      }),
    ).toMatchObject({ error: { code: 'rules/text-of-a-repeal' } });
    expect(await publishNow(ctx, agencyId, repeal.versionId)).toMatchObject({
      error: { code: 'rules/not-in-this-state' },
    });
    await pass(ctx, agencyId, repeal.versionId);
    must(await publishNow(ctx, agencyId, repeal.versionId));
    expect(await revise('再修订')).toMatchObject({ error: { code: 'rules/repealed' } });
  });
});

describe('where the agency asks for a resolution on rules', () => {
  it('none is published without one on exactly this version; the number stands in the record', async () => {
    const body = await resolvingBody(ctx, agencyId);
    const { versionId } = await draft(ctx, bureau);
    expect(await body.table(versionId)).toMatchObject({ error: { code: 'rules/not-in-this-state' } });
    await pass(ctx, agencyId, versionId);
    const missing = {
      error: { code: 'rules/blocked', blockers: [{ code: 'rules/resolution-missing' }] },
    };
    expect(await publishNow(ctx, agencyId, versionId)).toMatchObject(missing);
    await body.decide(must(await body.table(versionId)).itemId, 'for');

    // It goes back and changes: what was adopted is another text now.
    must(await act(staff(3, 'review-office'), versionId, 'return'));
    must(
      await editRule(ctx, SYSTEM, {
        agencyId,
        versionId,
        rowVersion: await rowOf(versionId),
        content: ruleContent({ articles: [{ text: '收件次日登记。' }] }),
      }),
    );
    await pass(ctx, agencyId, versionId);
    expect(await publishNow(ctx, agencyId, versionId)).toMatchObject(missing);

    const number = await body.decide(must(await body.table(versionId)).itemId, 'for');
    expect(await publishNow(ctx, agencyId, versionId)).toMatchObject({
      error: { code: 'rules/blocked', blockers: [{ code: 'rules/meeting-open' }] },
    });
    await body.close();
    const { rid } = must(await publishNow(ctx, agencyId, versionId));
    const { rows } = await database.pool.query(
      `SELECT value FROM ledger.field WHERE rid = $1 AND name = 'approvals'`,
      [rid],
    );
    expect(JSON.stringify(rows)).toContain(number);
  });
});
