import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LegalDay, type Rid } from '#kernel';
import { getFlowBytes, getFlowVersion, publishFlowVersion, submitFlowVersion } from '#modules/flows';
import { appendRevision, type FieldInput } from '#modules/ledger';
import { accept, ctx, get, inTx, other, power, settle, show } from './portal.test-support.ts';

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
      step: '材料审查',
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
    // Of a case that has ended, the entry names no step as if it were still there.
    expect(text.slice(text.indexOf('id="register"'))).not.toContain('<dt>环节</dt>');
    const english = (await get('/en/cases/N2-000001')).text;
    // Steps and results by their English names; what is the agency's own says that it is Chinese.
    for (const part of [
      'Case no.',
      '<dt>Step</dt><dd>Examine the papers</dd>',
      '<dt>Decision</dt><dd>Granted</dd>',
    ])
      expect(english).toContain(part);
    expect(english).toContain('<span lang="zh-CN">准予经营</span>');
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

describe('what a case keeps from society', () => {
  const record = (rid: Rid, act: 'stage' | 'correct', fields: readonly FieldInput[]) =>
    inTx((tx) =>
      appendRevision(tx, {
        ids: ctx.ids,
        at: ctx.clock.now(),
        rid,
        type: 'case',
        act,
        agencyId: power.agencyId,
        org: '11130200DEM0000149',
        basis: 'demo',
        schema: 'case/1',
        fields: [...fields],
      }),
    );

  it('stands where it would be read, with the article and until when: at the decision, in the entry, in what happened', async () => {
    const rid = await accept(power.code, 'N9-000001');
    await show(rid, {
      number: 'N9-000001',
      power: power.code,
      state: 'served',
      decision: '准予',
      decidedOn: '2026-11-20',
    });
    const ground = '《行政许可法》第五条第二款';
    await record(rid, 'stage', [
      {
        name: 'content',
        value: '写有商业秘密',
        state: 'withheld',
        ground,
        until: LegalDay.parse('2027-01-08'),
      },
    ]);
    await record(rid, 'correct', [
      { name: 'ground', value: ground, state: 'open' },
      {
        name: 'closes',
        value: [
          [1, 'party'],
          [1, 'party.masked'],
        ],
        state: 'open',
      },
    ]);
    await settle();
    const { text } = await get('/cases/N9-000001');
    expect(text).not.toContain('写有商业秘密');
    const decision = text.slice(text.indexOf('id="decision"'), text.indexOf('id="on-chart"'));
    const happened = text.slice(text.indexOf('id="timeline"'), text.indexOf('id="register"'));
    for (const part of [decision, happened, text.slice(text.indexOf('id="register"'))])
      for (const said of ['决定内容', '不公开', ground, '2027年1月8日']) expect(part).toContain(said);
    expect(happened).toMatch(/转为不公开的原字段<\/dt><dd>相对人<\/dd>/);
  });

  it('is named also when the case ended without a result that is owed to society', async () => {
    const rid = await accept(other.code, 'N9-000002');
    await show(rid, { number: 'N9-000002', state: 'closed' });
    await settle();
    for (const said of ['这一件的结果不向社会公开', '行政许可法第四十条'])
      expect((await get('/cases/N9-000002')).text).toContain(said);
    expect((await get('/cases/N9-000001')).text).not.toContain('结果不向社会公开');
  });
});

describe('a moved case', () => {
  it('is drawn on the version it runs on, and says since when, why, by which decision', async () => {
    const { rid: flow, before, after } = await newFlowVersion();
    const rid = await accept(power.code, 'N8-000001', '2026-11-16', '2026-11-30');
    await settle();
    await show(rid, { number: 'N8-000001', power: power.code, state: 'reviewing' });
    await settle();
    const running = (await get('/cases/N8-000001')).text;
    expect(running).toContain('流程第 1 版');
    expect(running).toContain('办理机关服务承诺');
    expect(running).not.toContain('办理机关服务承诺办理机关服务承诺');
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
