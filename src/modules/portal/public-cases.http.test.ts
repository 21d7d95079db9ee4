import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LegalDay, type Rid } from '#kernel';
import { getFlowBytes, getFlowVersion, publishFlowVersion, submitFlowVersion } from '#modules/flows';
import { accept, ctx, get, other, power, settle, show } from './portal.test-support.ts';

/** Publishes a later version of the flow of `power`, whose review is called otherwise. */
async function newFlowVersion(): Promise<{
  readonly rid: string;
  readonly before: string;
  readonly after: string;
}> {
  const { flow_version_id: old } = await ctx.db
    .selectFrom('power_version')
    .select('flow_version_id')
    .where('rid', '=', power.rid)
    .executeTakeFirstOrThrow();
  const version = await getFlowVersion(ctx.db, power.agencyId, old ?? '');
  const before = version.table.nodes.find(({ role }) => role === 'decide')?.name ?? '';
  const after = `依新法${before}`;
  const text = new TextDecoder().decode(await getFlowBytes(ctx.db, power.agencyId, version.id));
  const bytes = new TextEncoder().encode(text.replaceAll(`name="${before}"`, `name="${after}"`));
  const actor = { kind: 'system', name: 'test' } as const;
  const submitted = await submitFlowVersion(ctx, actor, {
    agencyId: version.agencyId,
    bytes,
  });
  if (!submitted.ok) throw new Error(submitted.error.code);
  const { flowVersionId } = submitted.value;
  await ctx.transact((tx) =>
    publishFlowVersion(tx, ctx, {
      agencyId: version.agencyId,
      flowVersionId,
      actor: { kind: 'system', id: 'test' },
      org: '11130200DEM0000149',
      basis: 'demo',
      effectiveFrom: LegalDay.parse('2026-11-23'),
    }),
  );
  await settle();
  const { rid } = await getFlowVersion(ctx.db, power.agencyId, flowVersionId);
  return { rid, before, after };
}

/** The file of a case of `power` whose own terms say that it came under a trial. */
async function fileUnderTrial(rid: Rid, trialUntil: string): Promise<void> {
  const version = await ctx.db
    .selectFrom('power_version')
    .select(['agency_id', 'id as power_version_id', 'power_id', 'flow_version_id'])
    .where('rid', '=', power.rid)
    .executeTakeFirstOrThrow();
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('case_file')
    .values({
      ...version,
      flow_version_id: version.flow_version_id ?? '',
      id: ctx.ids.uuid(now),
      rid,
      calendar_version: 1,
      commitment_class: 'OPEN',
      terms: JSON.stringify({ trialUntil }),
      channel: 'window',
      state: 'served',
      marking: '{}',
      received_at: now,
      complete_on: '2026-11-20',
      receipt_hash: randomBytes(32),
      receipt_note: '',
    })
    .execute();
}

describe('cases', () => {
  it('hides the item of a rare case in list, page and filter; shows it from five on', async () => {
    const rids: Rid[] = [];
    for (let i = 0; i < 4; i += 1) rids.push(await accept(other.code, `N1-${i}`));
    await settle();
    expect((await get('/cases')).text).toContain('事项暂不显示');
    expect((await get('/cases')).text).not.toContain(other.name);
    expect((await get(`/cases?power=${other.code}`)).text).toContain('没有办件');
    expect((await get('/cases', 'application/json')).text).not.toContain(other.code);
    await accept(other.code, 'N1-4');
    await settle();
    expect((await get('/cases')).text).toContain(other.name);
    expect((await get(`/cases?power=${other.code}`)).text).toContain(other.name);
  });

  it('has no page by a number that was not opened, and one with chart and proofs when it was', async () => {
    const rid = await accept(power.code, 'N2-000001');
    await settle();
    expect((await get('/cases/N2-000001')).status).toBe(404);
    await show(rid, {
      number: 'N2-000001',
      power: power.code,
      state: 'served',
      party: '赵小明',
      decision: '准予',
      decidedOn: '2026-11-20',
      content: '准予经营',
    });
    await settle();
    const { status, text } = await get('/cases/N2-000001');
    expect(status).toBe(200);
    for (const part of [power.name, '已送达', '准予经营', '<svg', `/records/${rid}`, '赵某某', '部分遮蔽'])
      expect(text).toContain(part);
    expect(text).not.toContain('赵小明');
    expect(text).not.toContain('按试运行版本受理');
    await fileUnderTrial(rid, '2027-01-31');
    expect((await get('/cases/N2-000001')).text).toContain('按试运行版本受理（试运行到2027年1月31日');
    expect((await get('/en/cases/N2-000001')).text).toContain('Case no.');
    expect(JSON.parse((await get('/cases/N2-000001', 'application/json')).text)).toMatchObject({ rid });
  });

  it('goes on by keyset without repeating or losing a case', async () => {
    for (let i = 0; i < 60; i += 1) await accept(other.code, `N3-${i}`, `2026-10-${String(10 + (i % 20))}`);
    await settle();
    const seen: string[] = [];
    for (let next = ''; ;) {
      const page: { items: { rid: string }[]; next: string | null } = JSON.parse(
        (await get(`/cases?${next}`, 'application/json')).text,
      );
      seen.push(...page.items.map((item) => item.rid));
      if (page.next === null) break;
      next = `after=${page.next}`;
    }
    const all = await ctx.db.selectFrom('public_case').select('rid').where('closed', '=', false).execute();
    expect([...new Set(seen)].sort()).toEqual(all.map(({ rid }) => rid).sort());
    expect(seen.length).toBe(all.length);
  });

  it('says late when the day has passed, and lists what is; not while the clock stands', async () => {
    const late = await accept(other.code, 'N4-1', '2026-11-20', '2026-11-22');
    const stands = await accept(other.code, 'N4-2', '2026-11-20', '2026-11-22');
    await settle();
    await show(stands, { number: 'N4-2', state: 'special-procedure' });
    await show(late, { number: 'N4-1', state: 'reviewing' });
    await settle();
    const list = await get('/cases?state=late');
    expect(list.text).toContain('href="/cases/N4-1"');
    expect(list.text).not.toContain('href="/cases/N4-2"');
    expect((await get('/cases/N4-1')).text).toContain('已超期 1 个工作日');
    const standing = await get('/cases/N4-2');
    expect(standing.text).toContain('计时暂停');
    expect(standing.text).not.toContain('已超期');
  });

  it('has a page for a case whose item is hidden, which does not name it', async () => {
    const rid = await accept(power.code, 'N7-000001');
    await settle();
    await show(rid, { number: 'N7-000001', state: 'reviewing', step: '材料审查' });
    await settle();
    const { status, text } = await get('/cases/N7-000001');
    expect(status).toBe(200);
    for (const part of [
      '事项暂不公开',
      '行政许可法第五条',
      'N7-000001',
      '材料审查',
      '暂不公开的内容',
      `href="/records/${rid}"`,
    ])
      expect(text).toContain(part);
    for (const secret of [power.name, power.code, '赵小明']) expect(text).not.toContain(secret);
  });
});

describe('a moved case', () => {
  it('is drawn on the version it runs on, and says since when, why, by which decision', async () => {
    const { rid: flow, before, after } = await newFlowVersion();
    const rid = await accept(power.code, 'N8-000001');
    await settle();
    await show(rid, { number: 'N8-000001', power: power.code, state: 'reviewing' });
    await settle();
    expect((await get('/cases/N8-000001')).text).toContain('流程第 1 版');
    const move = { kind: 'move', on: '2026-11-23', ground: '《行政许可法》第三十四条', flow };
    await show(rid, { deviations: [move] });
    await settle();
    const { text } = await get('/cases/N8-000001');
    for (const part of [
      '本件已移至流程第 2 版办理',
      '因《行政许可法》第三十四条修改',
      '批准决定：公开账本第',
      '受理时的流程：第 1 版',
      '/flow?n=2',
      after,
    ])
      expect(text).toContain(part);
    expect(text).not.toContain(`>${before}<`);
    expect((await get('/en/cases/N8-000001')).text).toContain('moved to version 2 of the flow');
  });

  it('names neither law nor version while its item is hidden, nor is it drawn on the version it left', async () => {
    const rid = await accept(power.code, 'N8-000002');
    await settle();
    await show(rid, { number: 'N8-000002', state: 'reviewing' });
    await show(rid, { deviations: [{ kind: 'move', on: '2026-11-23', ground: '法律修改' }] });
    await settle();
    const { text } = await get('/cases/N8-000002');
    expect(text).toContain('本件已移至新版流程办理');
    expect(text).not.toContain('/flow?n=');
    await show(rid, { power: power.code });
    await settle();
    const shown = await get('/cases/N8-000002');
    expect(shown.text).toContain(power.name);
    expect(shown.text).not.toContain('<svg class="flow');
  });
});
