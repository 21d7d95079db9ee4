import { beforeAll, expect, it } from 'vitest';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { must } from '../engine/cases.test-support.ts';
import type { CaseTerms } from '../engine/case.ts';
import { apply, bureau, keyOf, licenceWork, party, type Bureau } from './cases-db.test-support.ts';
import { supplement } from './party-acts.ts';
import { fireDueTimers } from './sweep.ts';
import type { Submitted } from './submit-application.ts';

const database = testDatabase();
const ctx = testContext(database);
const NOTICE = [{ key: 'm1', what: '申请书缺签名', basis: '行政许可法第三十一条' }];
/** A power whose own law says so; the licence law sets no such limit. */
const correction: NonNullable<CaseTerms['correction']> = {
  n: 10,
  unit: 'wd',
  startRule: { zh: '自一次性告知之日起', en: 'from the one-time notice' },
  pausableBy: [],
  extension: null,
  roll: 'next-working-day',
  source: { law: '某条例', article: '第九条' },
};
let b: Bureau;
let withLaw = true;
beforeAll(async () => {
  ctx.clock.set('2026-11-02T09:00:00+08:00');
  b = await bureau(ctx, 'flow-licence');
});
const { at, read, step } = licenceWork(ctx, () => b);

async function told(): Promise<Submitted> {
  at('2026-11-02T09:00');
  const s = await apply(ctx, {
    ...b.binding,
    terms: { ...b.binding.terms, ...(withLaw ? { correction } : {}) },
  });
  at('2026-11-03T10:00');
  must(await step(s, 'post-sp-ck', 'lic-receive', { outcome: 'correct', notice: NOTICE }));
  return s;
}
const papers = async (s: Submitted) =>
  ctx.db
    .selectFrom('case_document')
    .select(['kind', 'content'])
    .where('case_id', '=', s.caseId)
    .orderBy('made_at')
    .orderBy('seq')
    .execute();

it('gives an application up when its law says so and the party let the time pass, with a document and remedies', async () => {
  const s = await told();
  const [, notice] = await papers(s);
  expect(JSON.stringify(notice?.content)).toContain('2026年11月17日');
  expect(JSON.stringify(notice?.content)).toContain('依据《某条例》第九条，视为放弃申请');
  at('2026-11-17T23:59');
  expect(await fireDueTimers(ctx)).toBe(0);
  at('2026-11-18T00:00');
  expect(await fireDueTimers(ctx)).toBe(1);
  const c = await read(s);
  expect([c.state, c.ending, c.steps.every(({ closedAt }) => closedAt !== null)]).toEqual([
    'withdrawn',
    'withdrawn',
    true,
  ]);
  const last = (await papers(s)).at(-1);
  expect(last).toMatchObject({ kind: 'withdrawal-record' });
  expect(JSON.stringify(last?.content)).toContain('申请行政复议');
  expect(await fireDueTimers(ctx)).toBe(0);
});

it('stops waiting when the party answers in time, and begins anew with the next notice', async () => {
  const s = await told();
  at('2026-11-10T10:00');
  must(await supplement(ctx, party(s), { ...keyOf(s), files: [], note: '补签' }));
  at('2026-11-11T10:00');
  must(await step(s, 'post-sp-ck', 'lic-receive', { outcome: 'correct', notice: NOTICE }));
  at('2026-11-18T09:00');
  expect(await fireDueTimers(ctx)).toBe(0);
  expect((await read(s)).state).toBe('awaiting-correction');
  at('2026-11-26T00:00');
  expect(await fireDueTimers(ctx)).toBe(1);
});

it('lets nothing lapse where no law says so', async () => {
  withLaw = false;
  const s = await told();
  expect(JSON.stringify(await papers(s))).not.toContain('视为放弃');
  at('2027-03-01T09:00');
  expect(await fireDueTimers(ctx)).toBe(0);
  expect((await read(s)).state).toBe('awaiting-correction');
});
