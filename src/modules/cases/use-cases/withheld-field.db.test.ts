import { beforeAll, expect, it } from 'vitest';
import { addDays, legalDayOf } from '#kernel';
import {
  actOnException,
  publishDue,
  requestException,
  settleCovered,
  sweepExceptions,
} from '#modules/disclosure';
import { findRecord } from '#modules/ledger';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { must } from '../engine/cases.test-support.ts';
import { bureau, DECISION, keyOf, licenceWork, SERVICE, type Bureau } from './cases-db.test-support.ts';
import type { Submitted } from './submit-application.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
let b: Bureau;
beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  b = await bureau(ctx, 'flow-licence');
  const { agencyId, powerId, powerVersionId } = b.binding;
  const now = ctx.clock.now();
  must(
    await ctx.transact(async (tx) => {
      await tx
        .insertInto('power_item')
        .values({ agency_id: agencyId, id: powerId, created_at: now })
        .execute();
      await tx
        .insertInto('power_version')
        .values({
          agency_id: agencyId,
          id: powerVersionId,
          power_id: powerId,
          rid: ctx.ids.rid(),
          state: 'passed',
          name: '成品油零售经营资格许可',
          type_code: '01',
          office_id: b.posts.get('post-sp-cz')?.officeId ?? null,
          content: '{}',
          commitment_class: 'OPEN',
          created_at: now,
          updated_at: now,
        })
        .execute();
      return { ok: true as const, value: undefined };
    }),
  );
});
const { at, step, toDecision } = licenceWork(ctx, () => b);

async function publish(): Promise<void> {
  await publishDue(ctx);
  await log.publish();
  await settleCovered(ctx);
}

/** The content of the decision is withheld for sixty days, by four people. */
async function withhold(s: Submitted, form: 'entry' | 'count') {
  const day = legalDayOf(ctx.clock.now());
  const asked = await requestException(ctx, await b.staff('post-sp-ck', ['registrar']), {
    ...keyOf(s),
    subjectKind: 'case-field',
    powerId: null,
    documentId: null,
    element: 'content',
    grade: 'none',
    ground: 'licence-data',
    cited: '',
    reason: '写有申请人的商业秘密',
    scope: 'concerned',
    kind: 'withheld',
    endsOn: addDays(day, 60),
    form,
    publicTitle: form === 'entry' ? '一份许可决定的内容' : null,
    formReason: form === 'count' ? '条目本身会造成损害' : null,
    postName: '岗位',
  });
  if (!asked.ok) return asked;
  const people = [
    ['sign', await b.staff('post-sp-cz', ['office-head'])],
    ['review', await b.staff('post-fg-gk', ['disclosure-reviewer'])],
    ['approve', await b.staff('post-fg-cz', ['review-office'])],
  ] as const;
  for (const [i, [act, actor]] of people.entries())
    must(
      await actOnException(ctx, actor, {
        act,
        agencyId: s.agencyId,
        exceptionId: asked.value.exceptionId,
        rowVersion: i + 1,
        postName: '岗位',
      }),
    );
  return asked;
}

async function served(s: Submitted): Promise<void> {
  at('2026-11-09T10:00');
  must(await step(s, 'post-fj-sp', 'lic-decide', { outcome: 'grant', decision: DECISION }));
  must(await step(s, 'post-sp-zd', 'lic-issue', { outcome: 'done', service: SERVICE }));
  await publish();
}

const recordOf = async (s: Submitted): Promise<string> => JSON.stringify(await findRecord(ctx.db, s.rid));
const contentOf = async (s: Submitted) =>
  (await findRecord(ctx.db, s.rid))?.revisions
    .flatMap(({ fields }) => fields)
    .filter(({ name }) => name === 'content')
    .map(({ state }) => state);

it('what is published later stays closed, with ground and date, and opens by itself past it', async () => {
  const s = await toDecision();
  await publish();
  must(await withhold(s, 'entry'));
  await served(s);
  expect(await contentOf(s)).toEqual(['withheld']);
  expect(await recordOf(s)).toContain('《行政许可法》第五条第二款');
  expect(await recordOf(s)).not.toContain(DECISION.content);
  expect(await recordOf(s)).toContain('准予');
  at('2027-02-01T08:00');
  expect(await sweepExceptions(ctx)).toBe(1);
  await publish();
  expect(await contentOf(s)).toEqual(['open']);
  expect(await recordOf(s)).toContain(DECISION.content);
});

it('what society has read is closed by an entry that says so, never behind the count', async () => {
  const s = await toDecision();
  await served(s);
  expect(await contentOf(s)).toEqual(['open']);
  expect(await withhold(s, 'count')).toMatchObject({ error: { code: 'exceptions/already-public' } });
  must(await withhold(s, 'entry'));
  await publish();
  expect(await contentOf(s)).toEqual(['withheld']);
  expect(await recordOf(s)).toContain('"closes"');
  expect(await recordOf(s)).not.toContain(DECISION.content);
});

it('behind the count nothing is committed and nothing told, until its date', async () => {
  const s = await toDecision();
  await publish();
  must(await withhold(s, 'count'));
  await served(s);
  expect(await contentOf(s)).toEqual([]);
  expect(await recordOf(s)).not.toContain('第五条第二款');
  at('2027-02-01T08:00');
  await sweepExceptions(ctx);
  await publish();
  expect(await contentOf(s)).toEqual(['open']);
});
