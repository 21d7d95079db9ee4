import { beforeAll, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { publishDue, settleCovered } from '#modules/disclosure';
import { findRecord } from '#modules/ledger';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { must } from '../engine/cases.test-support.ts';
import { bureau, DECISION, licenceWork, PERSON, SERVICE, type Bureau } from './cases-db.test-support.ts';
import { resume, suspend } from './staff-acts.ts';
import type { Submitted } from './submit-application.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
let b: Bureau;
beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  b = await bureau(ctx, 'flow-licence');
});
const { at, read, step, accepted, toDecision } = licenceWork(ctx, () => b);

async function publish(): Promise<void> {
  await publishDue(ctx);
  await log.publish();
  await settleCovered(ctx);
}

async function publicCase(s: Submitted) {
  return ctx.db
    .selectFrom('public_case')
    .select(['state', 'number', 'power_code', 'item_open', 'search'])
    .where('rid', '=', s.rid)
    .executeTakeFirst();
}

async function openFields(s: Submitted): Promise<Record<string, unknown>> {
  const record = await findRecord(ctx.db, s.rid);
  const open =
    record?.revisions.flatMap(({ fields }) =>
      fields.filter(({ name, state }) => state === 'open' && name !== 'opens'),
    ) ?? [];
  return Object.fromEntries(open.map((field) => [field.name, 'value' in field ? field.value : null]));
}

it('society learns of a licence as it runs, and of its holder only the masked name, after service', async () => {
  const s = await accepted();
  await publish();
  const number = (await read(s)).number;
  expect(await publicCase(s)).toMatchObject({ state: 'reviewing', number, item_open: false });
  expect(Object.keys(await openFields(s)).toSorted()).toEqual([
    'acceptedOn',
    'agency',
    'class',
    'dueOn',
    'number',
    'state',
    'step',
  ]);

  const granted = await toDecision();
  at('2026-11-09T10:00');
  // a special procedure that ends on the day it began is counted in the register all the same
  const handler = await b.staff('post-fj-sp');
  const key = { agencyId: granted.agencyId, caseId: granted.caseId };
  const special = { ground: 'expert-review', days: 1, reason: '需要专家评审' };
  must(await suspend(ctx, handler, { ...key, ...special }));
  must(await resume(ctx, handler, key));
  must(await step(granted, 'post-fj-sp', 'lic-decide', { outcome: 'grant', decision: DECISION }));
  await publish();
  expect((await openFields(granted))['decision']).toBeUndefined();
  must(await step(granted, 'post-sp-zd', 'lic-issue', { outcome: 'done', service: SERVICE }));
  await publish();
  expect(await openFields(granted)).toMatchObject({
    decision: '准予',
    content: '准予许可',
    power: 'P-1',
    'party.masked': '赵**',
    servedOn: '2026-11-09',
  });
  expect(await publicCase(granted)).toMatchObject({ state: 'served', search: null });
  const [owed] = await ctx.db
    .selectFrom('obligation')
    .select('state')
    .where('rid', '=', granted.rid)
    .where('kind', '=', 'case-decision')
    .execute();
  expect(owed?.state).toBe('met');
  expect(JSON.stringify(await findRecord(ctx.db, granted.rid))).not.toContain(PERSON.name);

  for (const [post, node] of [
    ['post-fg-gk', 'lic-publish'],
    ['post-lt-jg', 'lic-supervise'],
    ['post-sp-zd', 'lic-register'],
  ] as const)
    must(await step(granted, post, node, { outcome: 'done' }));
  await publish();
  expect((await openFields(granted))['register']).toMatchObject({
    acceptedOn: '2026-11-03',
    decidedOn: '2026-11-09',
    result: '准予',
    pauses: 1,
  });
});

it('of a refusal society learns that it ended, and nothing else', async () => {
  const s = await toDecision();
  at('2026-11-09T10:00');
  must(
    await step(s, 'post-fj-sp', 'lic-decide', {
      outcome: 'refuse',
      decision: { ...DECISION, content: '不予许可', reasons: '不符合规划确认条件' },
    }),
  );
  at('2026-11-09T10:30');
  must(
    await step(s, 'post-sp-cz', 'lic-refuse', {
      outcome: 'done',
      service: { ...SERVICE, on: LegalDay.parse('2026-11-09') },
    }),
  );
  await publish();
  const open = await openFields(s);
  expect(open['state']).toBe('closed');
  expect(Object.keys(open).toSorted()).toEqual([
    'acceptedOn',
    'agency',
    'class',
    'dueOn',
    'number',
    'state',
    'step',
  ]);
  expect(await ctx.db.selectFrom('obligation').select('kind').where('rid', '=', s.rid).execute()).toEqual([]);
});
