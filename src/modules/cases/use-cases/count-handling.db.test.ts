import { beforeAll, expect, it } from 'vitest';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { handlingOf, type HandlingCount } from '../db/handling-counts.ts';
import { must } from '../engine/cases.test-support.ts';
import {
  bureau,
  DECISION,
  licenceWork,
  party,
  SERVICE,
  keyOf,
  type Bureau,
} from './cases-db.test-support.ts';
import { countHandling } from './count-handling.ts';
import { withdraw } from './party-acts.ts';

const database = testDatabase();
const ctx = testContext(database);
let b: Bureau;
beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  b = await bureau(ctx, 'flow-licence');
});
const { at, step, accepted, toDecision, read } = licenceWork(ctx, () => b);

const counts = () =>
  handlingOf(ctx.db, { agencyId: b.binding.agencyId, powerVersionId: b.binding.powerVersionId });
const of = (all: readonly HandlingCount[], node: string, measure: string) =>
  Object.fromEntries(
    all.filter((one) => one.node === node && one.measure === measure).map(({ value, n }) => [value, n]),
  );

async function granted(): Promise<void> {
  const s = await toDecision();
  at('2026-11-09T10:00');
  must(await step(s, 'post-fj-sp', 'lic-decide', { outcome: 'grant', decision: DECISION }));
  must(await step(s, 'post-sp-zd', 'lic-issue', { outcome: 'done', service: SERVICE }));
  for (const [post, node] of [
    ['post-fg-gk', 'lic-publish'],
    ['post-lt-jg', 'lic-supervise'],
    ['post-sp-zd', 'lic-register'],
  ] as const)
    must(await step(s, post, node, { outcome: 'done' }));
}

it('counts what closed, once, by step and in working days, and nothing of what is open', async () => {
  await granted();
  await accepted();
  expect(await countHandling(ctx)).toBe(1);
  expect(await countHandling(ctx)).toBe(0);
  const all = await counts();
  expect(of(all, '', 'cases')).toEqual({ '': 1 });
  expect(of(all, '', 'days')).toEqual({ '5': 1 });
  expect(of(all, 'lic-decide', 'days')).toEqual({ '4': 1 });
  expect(of(all, 'lic-decide', 'outcome')).toEqual({ grant: 1 });
  expect(of(all, 'lic-decide', 'documents')).toEqual({ '': 1 });
});

it('adds up to a recount of every closed case, whoever counts at once and in whatever order', async () => {
  for (let more = 0; more < 3; more += 1) await granted();
  const s = await accepted();
  must(await withdraw(ctx, party(s), { ...keyOf(s), reason: '不办了' }));
  expect((await read(s)).closedAt).not.toBeNull();
  const done = await Promise.all([countHandling(ctx), countHandling(ctx)]);
  expect(done[0] + done[1]).toBe(4);
  const kept = await counts();
  expect(of(kept, '', 'cases')).toEqual({ '': 5 });
  await database.pool.query('UPDATE case_file SET counted = false');
  await database.poolAs('migrator').query('DELETE FROM handling_count');
  expect(await countHandling(ctx)).toBe(5);
  expect(await counts()).toEqual(kept);
});

it('holds nothing that names a case or a person, nor a day', async () => {
  const { rows } = await database.pool.query<{ value: string }>('SELECT DISTINCT value FROM handling_count');
  expect(rows.filter(({ value }) => !/^([a-z][a-z0-9-]{0,39}|\d{0,3})$/.test(value))).toEqual([]);
});
