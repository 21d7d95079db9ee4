import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LegalDay, type Uuid } from '#kernel';
import { createAccount, loadStaffActor, SOCIETY, type Role, type StaffActor } from '#modules/access';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { importTestOrganisation } from '#tests/organisation';
import { editPower, findVersion, importItems, PowerContent } from '../index.ts';

const database = testDatabase();
const ctx = testContext(database);
const licence = z
  .object({ items: z.array(z.object({ content: PowerContent })) })
  .parse(JSON.parse(await readFile('demo/data/powers.json', 'utf8'))).items[0]!.content;
const made = {} as { agencyId: Uuid; register: StaffActor; supervisor: StaffActor };

beforeAll(async () => {
  const { agencyId, persons } = await importTestOrganisation(ctx);
  const staff = async (key: string, account: string, role: Role): Promise<StaffActor> => {
    const personId = persons.get(key)!;
    await createAccount(
      ctx,
      { kind: 'system', name: 'test' },
      { agencyId, personId, account, password: 'a long enough password', roles: [{ role }] },
    );
    return (await loadStaffActor(database.db, agencyId, personId, LegalDay.parse('2026-11-23')))!;
  };
  made.agencyId = agencyId;
  made.register = await staff('p25', 'register', 'review-office');
  made.supervisor = await staff('p08', 'supervisor', 'supervisor');
});

const version = async (id: string) => (await findVersion(database.db, made.agencyId, id))!;
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error!.code);

describe('importing items', () => {
  const rows = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      department: '区局',
      name: `事项 ${i}`,
      taskType: 1,
      taskTypeName: '行政许可',
      itemCode: `511A0138000${i}-511602000000-000-11511301008778183N-1-00`,
    }));

  it('reports by row and field, and an error stops all', async () => {
    const bad = {
      items: [...rows(2), { ...rows(1)[0], name: '' }, { ...rows(5)[4], taskType: 77 }, 7, rows(1)[0]],
    };
    const result = await importItems(ctx, made.register, {
      agencyId: made.agencyId,
      json: bad,
      dryRun: false,
    });
    if (result.ok || result.error.code !== 'import/errors') throw new Error('expected errors');
    expect(
      result.error.report.findings.filter((f) => f.severity === 'error').map((f) => [f.row, f.field, f.code]),
    ).toEqual([
      [3, 'name', 'import/field-missing'],
      [4, 'typeCode', 'import/type-unknown'],
      [5, '', 'import/not-an-object'],
      [6, 'key', 'import/duplicate-key'],
    ]);
    const { rows: found } = await database.pool.query(
      `SELECT count(*)::int AS n FROM power_item WHERE import_key LIKE '511A%'`,
    );
    expect(found[0].n).toBe(0);
  });

  it.each([
    ['society', () => SOCIETY, { items: [] }, 'powers/forbidden'],
    ['a supervisor', () => made.supervisor, { items: [] }, 'powers/forbidden'],
    ['something that is no list', () => made.register, { rows: [] }, 'import/not-a-file'],
    ['text', () => made.register, 'items', 'import/not-a-file'],
  ])('refuses %s', async (_, actor, json, expected) => {
    expect(codeOf(await importItems(ctx, actor(), { agencyId: made.agencyId, json, dryRun: false }))).toBe(
      expected,
    );
  });

  it('is repeatable: the same rows change nothing, a changed row is brought up to date', async () => {
    const input = { agencyId: made.agencyId, dryRun: false };
    expect(
      await importItems(ctx, made.register, { ...input, dryRun: true, json: { items: rows(3) } }),
    ).toMatchObject({ ok: true, value: { created: 3 } });
    expect(await importItems(ctx, made.register, { ...input, json: { items: rows(3) } })).toMatchObject({
      ok: true,
      value: { created: 3 },
    });
    expect(await importItems(ctx, made.register, { ...input, json: { items: rows(3) } })).toMatchObject({
      ok: true,
      value: { created: 0, updated: 0, unchanged: 3 },
    });
    const changed = rows(3).map((r, i) => (i === 1 ? { ...r, name: '改名' } : r));
    expect(await importItems(ctx, made.register, { ...input, json: { items: changed } })).toMatchObject({
      ok: true,
      value: { created: 0, updated: 1, unchanged: 2, kept: 0 },
    });
  });

  it('knows whole items by their content, in whatever order the database keeps their members', async () => {
    const json = { items: [{ key: 'whole', content: { ...licence, implementationCode: undefined } }] };
    const input = { agencyId: made.agencyId, dryRun: false, json };
    expect(await importItems(ctx, made.register, input)).toMatchObject({ ok: true, value: { created: 1 } });
    expect(await importItems(ctx, made.register, input)).toMatchObject({
      ok: true,
      value: { created: 0, updated: 0, unchanged: 1, kept: 0 },
    });
  });

  it('never overwrites what an office has edited since', async () => {
    const [row] = rows(9).slice(8);
    const input = { agencyId: made.agencyId, dryRun: false };
    await importItems(ctx, made.register, { ...input, json: { items: [row] } });
    const { rows: found } = await database.pool.query(
      `SELECT v.id FROM power_item p JOIN power_version v ON v.power_id = p.id WHERE p.import_key = $1`,
      [row!.itemCode],
    );
    const draft = await version(found[0].id);
    const edited = { ...draft.content, conditions: ['本局写的条件'] };
    await editPower(ctx, made.register, {
      agencyId: made.agencyId,
      versionId: draft.versionId,
      rowVersion: draft.rowVersion,
      content: edited,
    });
    expect(await importItems(ctx, made.register, { ...input, json: { items: [row] } })).toMatchObject({
      ok: true,
      value: { updated: 0, unchanged: 1, kept: 0 },
    });
    const again = await importItems(ctx, made.register, {
      ...input,
      json: { items: [{ ...row, name: '文件里改了名' }] },
    });
    expect(again).toMatchObject({ ok: true, value: { updated: 0, unchanged: 0, kept: 1 } });
    expect(again.ok && again.value.findings.map((f) => f.code)).toContain('import/kept-edited');
    expect((await version(draft.versionId)).content).toEqual(edited);
  });

  const real = '../shared/data/guangan-district-items.json';
  it('takes real items with their real faults, when they are at hand', async () => {
    const json: unknown = existsSync(real)
      ? JSON.parse(await readFile(real, 'utf8'))
      : { items: rows(20).map((r, i) => ({ ...r, itemCode: `x-${i}` })) };
    const result = await importItems(ctx, made.register, { agencyId: made.agencyId, json, dryRun: false });
    if (!result.ok) throw new Error(JSON.stringify(result.error).slice(0, 500));
    const count = (wanted: string) => result.value.findings.filter((f) => f.code === wanted).length;
    if (existsSync(real)) {
      expect(result.value.created).toBe(1135);
      expect({
        differs: count('import/type-differs-from-code'),
        wrong: count('import/credit-code-wrong'),
      }).toEqual({ differs: 1, wrong: 7 });
      expect(count('import/no-credit-code')).toBe(146);
    } else {
      expect(count('import/no-credit-code')).toBe(20);
    }
  });

  it('takes 5,000 rows in within ten seconds, and again', { timeout: 60_000 }, async () => {
    const json = { items: rows(5_000).map((r) => ({ ...r, itemCode: `MANY-${r.itemCode}` })) };
    const input = { agencyId: made.agencyId, dryRun: false, json };
    for (const expected of [
      { created: 5_000, unchanged: 0 },
      { created: 0, unchanged: 5_000 },
    ]) {
      const start = performance.now();
      expect(await importItems(ctx, made.register, input)).toMatchObject({ ok: true, value: expected });
      expect(performance.now() - start).toBeLessThan(10_000);
    }
    const renamed = { items: json.items.map((r) => ({ ...r, name: `${r.name}（改）` })) };
    const start = performance.now();
    expect(await importItems(ctx, made.register, { ...input, json: renamed })).toMatchObject({
      ok: true,
      value: { updated: 5_000 },
    });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
