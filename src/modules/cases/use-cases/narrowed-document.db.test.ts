import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { must } from '../engine/cases.test-support.ts';
import { bureau, keyOf, licenceWork, party, type Bureau } from './cases-db.test-support.ts';
import { readCase, readDocument } from './read-case.ts';

const database = testDatabase();
const ctx = testContext(database);
let b: Bureau;
beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  b = await bureau(ctx, 'flow-licence');
});
const { accepted } = licenceWork(ctx, () => b);

it.each([
  ['concerned', { party: true, staff: true, leader: true, supervisor: true }],
  ['on-application', { party: true, staff: true, leader: true, supervisor: true }],
  ['unit', { party: false, staff: true, leader: true, supervisor: true }],
  ['leadership', { party: false, staff: false, leader: true, supervisor: true }],
])('a document narrowed to %s is listed and opened by exactly these: %j', async (scope, may) => {
  const submitted = await accepted();
  const key = keyOf(submitted);
  const [document] = must(await readCase(ctx, party(submitted), key, 'zh')).documents;
  if (document === undefined) throw new Error('the party has no document');
  const office = await ctx.db
    .selectFrom('office')
    .select('id')
    .where('agency_id', '=', key.agencyId)
    .limit(1)
    .executeTakeFirstOrThrow();
  const now = ctx.clock.now();
  const done = await ctx.transact(async (tx) => ({
    ok: true as const,
    value: await tx
      .insertInto('disclosure_exception')
      .values({
        agency_id: key.agencyId,
        id: ctx.ids.uuid(now),
        rid: ctx.ids.rid(),
        office_id: office.id,
        subject_kind: 'document',
        subject_rid: submitted.rid,
        case_id: key.caseId,
        document_id: document.id,
        ground: 'trade-secret',
        cited: '',
        reason: '涉及商业秘密',
        scope,
        kind: 'withheld',
        ends_on: '2027-03-01',
        form: 'entry',
        public_title: '一份材料',
        state: 'in-force',
        requested_by: ctx.ids.uuid(now),
        requested_at: now,
        since: '2026-11-02',
      })
      .execute(),
  }));
  expect(done.ok).toBe(true);
  const readers: Readonly<Record<keyof typeof may, Actor>> = {
    party: party(submitted),
    staff: await b.staff('post-sp-sc'),
    leader: await b.staff('post-fj-sp', ['leader']),
    supervisor: await b.staff('post-cw-cg', ['supervisor']),
  };
  const seen: Record<string, boolean> = {};
  for (const [name, actor] of Object.entries(readers)) {
    const listed = must(await readCase(ctx, actor, key, 'zh')).documents.some(({ id }) => id === document.id);
    const opened = await readDocument(ctx, actor, { ...key, documentId: document.id });
    expect(opened.ok).toBe(listed);
    seen[name] = listed;
  }
  expect(seen).toEqual(may);
});
