import { beforeAll, describe, expect, it } from 'vitest';
import { appendRevision } from '#modules/ledger';
import type { Tx } from '#platform/database';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { importTestOrganisation } from '#tests/organisation';
import { portalPages } from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const owner = { zh: '演示商务局', en: 'Demonstration bureau' };
const kit = createPortalKit(() => ({ owner, demo: true }));
const app = createHttpApp(ctx, kit.errorPage);
app.route('/', portalPages(ctx, kit, { owner: () => owner }));
const of = { agencyId: '', officeId: '' };

const get = async (path: string, accept = 'text/html'): Promise<{ status: number; text: string }> => {
  const answer = await app.request(path, { headers: { accept } });
  return { status: answer.status, text: await answer.text() };
};

async function inTx(fn: (tx: Tx) => Promise<void>): Promise<void> {
  const done = await ctx.transact(async (tx) => ({ ok: true as const, value: await fn(tx) }));
  if (!done.ok) throw new Error('refused');
}

beforeAll(async () => {
  const { agencyId, offices } = await importTestOrganisation(ctx);
  Object.assign(of, { agencyId, officeId: offices.get('office-sp') });
});

describe('the non-public register', () => {
  type Row = { readonly title: string | null; readonly since: string; readonly state?: 'in-force' | 'ended' };
  async function register({ title, since, state = 'in-force' }: Row): Promise<void> {
    const rid = ctx.ids.rid();
    const now = ctx.clock.now();
    await inTx(async (tx) => {
      await tx
        .insertInto('disclosure_exception')
        .values({
          agency_id: of.agencyId,
          id: ctx.ids.uuid(now),
          rid,
          office_id: of.officeId,
          subject_kind: 'power-field',
          subject_rid: ctx.ids.rid(),
          power_id: ctx.ids.uuid(now),
          element: `made${since.replaceAll('-', '')}`,
          ground: 'internal-affairs',
          cited: '',
          reason: '不给社会看的理由',
          scope: 'unit',
          kind: 'withheld',
          ends_on: '2027-03-01',
          form: title === null ? 'count' : 'entry',
          public_title: title,
          form_reason: title === null ? '条目会造成损害' : null,
          state,
          requested_by: ctx.ids.uuid(now),
          requested_at: now,
          since,
          ended_on: state === 'ended' ? '2026-11-20' : null,
          ended_by: state === 'ended' ? 'lapse' : null,
        })
        .execute();
      if (title !== null)
        await appendRevision(tx, {
          ids: ctx.ids,
          at: now,
          rid,
          type: 'exception',
          act: 'publish',
          agencyId: of.agencyId,
          org: '11130200DEM0000149',
          basis: 'demo',
          schema: 'exception/1',
          fields: [{ name: 'title', value: title, state: 'open' }],
        });
    });
  }

  it('shows entries once a checkpoint covers them, and counts what has none when its year is over', async () => {
    expect((await get('/nonpublic')).text).toContain('还没有登记过');
    await register({ title: '第一项登记', since: '2026-11-02' });
    await register({ title: '已经终止的登记', since: '2026-10-02', state: 'ended' });
    await register({ title: null, since: '2025-06-02' });
    await register({ title: null, since: '2026-06-02' });
    expect((await get('/nonpublic')).text).not.toContain('第一项登记');
    await log.publish();
    const page = (await get('/nonpublic')).text;
    for (const said of ['第一项登记', '《政府信息公开条例》第十六条第一款', '2027年3月1日'])
      expect(page).toContain(said);
    for (const hidden of ['已经终止的登记', '不给社会看的理由', '条目会造成损害'])
      expect(page).not.toContain(hidden);
    expect((await get('/nonpublic?state=ended')).text).toContain('已经终止的登记');
    const english = (await get('/en/nonpublic')).text;
    for (const said of ['Non-public register', 'Internal affairs', 'after the year'])
      expect(english).toContain(said);
    const json: unknown = JSON.parse((await get('/nonpublic', 'application/json')).text);
    expect(json).toMatchObject({
      items: [{ title: '第一项登记', ground: 'internal-affairs', until: '2027-03-01' }],
      years: [
        { year: 2026, entries: 2, counted: null },
        { year: 2025, entries: 0, counted: 1 },
      ],
      next: null,
    });
    ctx.clock.set('2027-01-01T00:00:01+08:00');
    expect(JSON.parse((await get('/nonpublic', 'application/json')).text)).toMatchObject({
      years: [{ year: 2026, entries: 2, counted: 1 }, { year: 2025 }],
    });
    expect((await get('/nonpublic?agency=nobody', 'application/json')).text).toContain('"items":[]');
    expect((await get('/nonpublic?after=bent&state=burnt')).status).toBe(200);
  });
});
