import type { Rid } from '#kernel';
import { type FieldValue, fixPublicView, publishDue, settleCovered } from '#modules/disclosure';
import { appendRevision } from '#modules/ledger';
import type { Tx } from '#platform/database';
import { createHttpApp } from '#platform/http';
import { createPortalKit } from '#platform/portal';
import { loadCatalogue } from '#tests/catalogue';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { beforeAll, beforeEach } from 'vitest';
import { portalPages, recordPages } from './index.ts';

const database = testDatabase();
export const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
export const owner = { zh: '演示商务局', en: 'Demonstration bureau' };
export const kit = createPortalKit(() => ({ owner, demo: true }));
export const app = createHttpApp(ctx, kit.errorPage);
app.route('/', recordPages(ctx, kit));
app.route('/', portalPages(ctx, kit, { owner: () => owner, verifier: '/verifier/verify.js' }));

export const power = { code: '', name: '', rid: '', agencyId: '' };
export const other = { code: '', name: '' };
const HELD = { state: 'withheld' as const, ground: '行政许可法第五条' };

export async function inTx<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  const done = await ctx.transact(async (tx) => ({ ok: true as const, value: await fn(tx) }));
  if (!done.ok) throw new Error('refused');
  return done.value;
}

/** A committed case, as the cases module writes it: only agency, days and class are open. */
export async function accept(
  code: string,
  number: string,
  acceptedOn = '2026-11-16',
  dueOn = '2026-12-14',
): Promise<Rid> {
  const rid = ctx.ids.rid();
  const open = (name: string, value: string) => ({ name, value, state: 'open' as const });
  await inTx((tx) =>
    appendRevision(tx, {
      ids: ctx.ids,
      at: ctx.clock.now(),
      rid,
      type: 'case',
      act: 'accept',
      agencyId: power.agencyId,
      org: '11130200DEM0000149',
      basis: 'demo',
      schema: 'case/1',
      fields: [
        open('agency', '演示商务局'),
        open('acceptedOn', acceptedOn),
        open('dueOn', dueOn),
        { name: 'power', value: code, ...HELD },
        { name: 'powerVersion', value: power.rid, ...HELD },
        { name: 'number', value: number, ...HELD },
        { name: 'party', value: '赵小明', ...HELD, audience: 'party' },
        { name: 'party.masked', value: '赵某某', ...HELD },
      ],
    }),
  );
  return rid;
}

export async function show(rid: Rid, values: Readonly<Record<string, FieldValue>>): Promise<void> {
  const rule = { scope: 'society', treatment: 'open', review: 'auto', basis: '行政许可法第四十条' } as const;
  await inTx((tx) =>
    fixPublicView(tx, ctx, {
      rid,
      kind: 'case-decision',
      agencyId: power.agencyId,
      fields: Object.entries(values).map(([name, value]) => ({ name, value, rule })),
      signedBy: { kind: 'person', id: 'x' },
      publishAfter: ctx.clock.now(),
      basis: 'demo',
    }),
  );
  await publishDue(ctx);
}

export const settle = async (): Promise<void> => {
  await log.publish();
  await settleCovered(ctx);
};
export const get = async (path: string, accept = 'text/html'): Promise<{ status: number; text: string }> => {
  const answer = await app.request(path, { headers: { accept } });
  return { status: answer.status, text: await answer.text() };
};

beforeAll(async () => {
  await loadCatalogue(ctx);
  const [first, second] = await ctx.db
    .selectFrom('power_in_force as f')
    .innerJoin('power_item as p', 'p.id', 'f.power_id')
    .innerJoin('power_version as v', 'v.id', 'f.version_id')
    .select(['p.code', 'f.name', 'v.rid', 'f.agency_id'])
    .where('f.type_code', '=', '01')
    .where('v.flow_version_id', 'is not', null)
    .orderBy('p.code')
    .execute();
  Object.assign(power, { code: first?.code, name: first?.name, rid: first?.rid, agencyId: first?.agency_id });
  Object.assign(other, { code: second?.code, name: second?.name });
  await settle();
}, 120_000);
beforeEach(() => ctx.clock.set('2026-11-23T09:00:00+08:00'));
