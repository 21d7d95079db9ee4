import { beforeAll, describe, expect, it } from 'vitest';
import type { Rid } from '#kernel';
import { findRecord, type FieldInput } from '#modules/ledger';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import { disclosing, HELD, must, rule } from './disclosure.test-support.ts';
import {
  correctRecord,
  findExperience,
  publishDue,
  redactPublished,
  withdrawPublished,
  type ViewField,
} from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const { made, staff, accept, fix, publicCase, settle } = disclosing(ctx, log);
let agencyId = '';
beforeAll(() => void ({ agencyId } = made));

describe('what was published', () => {
  async function published(number: string, party?: FieldInput): Promise<Rid> {
    const rid = await accept('P-4', number, party);
    await fix(rid, [
      { name: 'number', value: number, rule: rule() },
      { name: 'decision', value: '准予成品油零售经营', rule: rule() },
    ]);
    await publishDue(ctx);
    await settle();
    return rid;
  }
  const found = (word: string) =>
    database.pool
      .query(`SELECT rid FROM public_case WHERE search @@ plainto_tsquery('simple', $1)`, [word])
      .then(({ rows }) => rows.map((row: { rid: string }) => row.rid));

  it('is found by its words, and a natural person’s case is not', async () => {
    const rid = await published('N-7');
    const person = await published('N-8', { name: 'party', value: '赵小明', ...HELD, audience: 'party' });
    const hits = await found('零售');
    expect(hits).toContain(rid);
    expect(hits).not.toContain(person);
    expect((await publicCase(person))?.number).toBe('N-8');
  });

  it('is taken down everywhere at once and leaves a tombstone', async () => {
    const rid = await published('N-9');
    const leader = staff('leader');
    expect(
      await withdrawPublished(ctx, staff('disclosure-reviewer'), { agencyId, rid, ground: '信用修复' }),
    ).toMatchObject({ error: { code: 'disclosure/forbidden' } });
    expect(await withdrawPublished(ctx, leader, { agencyId, rid, ground: ' ' })).toMatchObject({
      error: { code: 'disclosure/ground-missing' },
    });
    must(await withdrawPublished(ctx, leader, { agencyId, rid, ground: '信用修复', basis: 'demo' }));
    expect(await publicCase(rid)).toBe(undefined);
    expect(await found('零售')).not.toContain(rid);
    expect(JSON.stringify(await findRecord(ctx.db, rid))).not.toMatch(/零售|N-9/);
    await settle();
    expect(await publicCase(rid)).toBe(undefined);
    const record = await findRecord(ctx.db, rid);
    expect(record?.revisions.at(-1)).toMatchObject({
      act: 'withdraw',
      fields: [{ name: 'ground', value: '信用修复' }],
    });
    expect(JSON.stringify(record)).not.toMatch(/零售|N-9/);
    const kept = await database.pool.query(
      `SELECT f.value FROM publication_field f JOIN publication p ON p.id = f.publication_id WHERE p.rid = $1`,
      [rid],
    );
    expect(kept.rows).toEqual([{ value: null }, { value: null }]);
  });

  it('loses an erased field and keeps the others', async () => {
    const rid = await published('N-10');
    must(
      await redactPublished(ctx, staff('leader'), {
        agencyId,
        rid,
        ground: '个人信息保护法第四十七条',
        erase: [{ rev: 2, name: 'decision' }],
        basis: 'demo',
      }),
    );
    expect(await found('零售')).not.toContain(rid);
    expect((await publicCase(rid))?.number).toBe('N-10');
    await settle();
    expect(JSON.stringify(await findRecord(ctx.db, rid))).not.toContain('零售');
  });

  it('is corrected in the open: both values stay', async () => {
    const rid = await published('N-11');
    must(
      await correctRecord(ctx, staff('disclosure-reviewer'), {
        agencyId,
        rid,
        ground: '录入错误',
        fields: { decision: '准予变更' },
        basis: 'demo',
      }),
    );
    expect(
      await correctRecord(ctx, staff('disclosure-reviewer'), {
        agencyId,
        rid,
        ground: '录入错误',
        fields: { never: '' },
      }),
    ).toMatchObject({ error: { code: 'disclosure/not-found' } });
    await settle();
    const text = JSON.stringify(await findRecord(ctx.db, rid));
    expect(text).toContain('准予成品油零售经营');
    expect(text).toContain('准予变更');
    expect(await found('变更')).toContain(rid);
  });
});

describe('rare items', () => {
  it('counts running cases of an item, and follows when they end', async () => {
    const rids = [];
    for (let i = 0; i < 5; i += 1) rids.push(await accept('P-9', `R-${i}`));
    await settle();
    const running = () =>
      ctx.db.selectFrom('public_item').select('running').where('power_code', '=', 'P-9').executeTakeFirst();
    expect(await running()).toEqual({ running: 5 });
    await fix(rids[0]!, [{ name: 'state', value: 'closed', rule: rule() }]);
    await publishDue(ctx);
    await settle();
    expect(await running()).toEqual({ running: 4 });
  });
});

describe('how the cases of an item have gone', () => {
  const has = (name: string, value: string): ViewField => ({ name, value, rule: rule() });
  const experience = () => findExperience(ctx.db, { agencyId, powerCode: 'P-10' });

  it('counts published results and those in time, once each, and forgets what is taken down', async () => {
    const leader = staff('leader');
    const rids: Rid[] = [];
    for (const decidedOn of ['2026-11-05', '2026-11-06']) {
      const rid = await accept('P-10', `X-${decidedOn}`);
      rids.push(rid);
      await fix(rid, [
        has('state', 'served'),
        has('power', 'P-10'),
        has('dueOn', '2026-11-05'),
        has('decidedOn', decidedOn),
        has('decision', '准予'),
      ]);
    }
    await publishDue(ctx);
    await settle();
    expect(await experience()).toEqual({ finished: 2, inTime: 1 });
    const [first] = rids;
    if (first === undefined) throw new Error('no case');
    await fix(first, [has('state', 'closed')]);
    await publishDue(ctx);
    await settle();
    expect(await experience()).toEqual({ finished: 2, inTime: 1 });
    must(await withdrawPublished(ctx, leader, { agencyId, rid: first, ground: '信用修复' }));
    await settle();
    expect(await experience()).toEqual({ finished: 1, inTime: 0 });
  });
});
