import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LegalDay, type Uuid } from '#kernel';
import { loadStaffActor, createAccount, SOCIETY, type Role, type StaffActor } from '#modules/access';
import {
  buildDraft,
  catalogueFileSchema,
  flowKindOf,
  layoutFlow,
  specFromCatalogue,
  submitFlowVersion,
  toBpmnXml,
} from '#modules/flows';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog } from '#tests/ledger';
import {
  adjustPower,
  approvePower,
  draftPower,
  editPower,
  findPowerInForce,
  findVersion,
  importItems,
  listPowers,
  listVersions,
  PowerContent,
  publishPower,
  termsOf,
} from './index.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const system = { kind: 'system', name: 'test' } as const;
const items = z
  .object({ items: z.array(z.object({ key: z.string(), content: PowerContent })) })
  .parse(JSON.parse(await readFile('demo/data/powers.json', 'utf8'))).items;
const flows = catalogueFileSchema.parse(JSON.parse(await readFile('demo/data/flows.json', 'utf8')));
const licence = items[0]!.content;
const code = licence.implementationCode!;
const made = {} as {
  agencyId: Uuid;
  office: Uuid;
  head: StaffActor;
  leader: StaffActor;
  register: StaffActor;
  supervisor: StaffActor;
};
const day = LegalDay.parse('2026-11-23');

beforeAll(async () => {
  const tree = OrganisationTree.parse(JSON.parse(await readFile('demo/data/organisation.json', 'utf8')));
  const done = await importOrganisation(ctx, system, { tree, validFrom: LegalDay.parse('2026-01-01') });
  if (!done.ok) throw new Error('refused');
  const { agencyId, persons, offices } = done.value;
  made.agencyId = agencyId;
  made.office = offices.get('office-sp')!;
  const staff = async (key: string, account: string, role: Role, officeId?: Uuid): Promise<StaffActor> => {
    const personId = persons.get(key)!;
    await createAccount(ctx, system, {
      agencyId,
      personId,
      account,
      password: 'a long enough password',
      roles: [{ role, ...(officeId ? { officeId } : {}) }],
    });
    return (await loadStaffActor(database.db, agencyId, personId, day))!;
  };
  made.head = await staff('p10', 'head', 'office-head', made.office);
  made.leader = await staff('p02', 'leader', 'leader', made.office);
  made.register = await staff('p25', 'register', 'review-office');
  made.supervisor = await staff('p08', 'supervisor', 'supervisor');
});

const version = async (id: string) => (await findVersion(database.db, made.agencyId, id))!;
const act = async (
  id: string,
  actor: StaffActor,
  what: 'sign' | 'countersign' | 'return' | 'pass',
  reason?: string,
) =>
  approvePower(ctx, actor, {
    agencyId: made.agencyId,
    versionId: id,
    rowVersion: (await version(id)).rowVersion,
    act: what,
    ...(reason === undefined ? {} : { reason }),
  });
const publish = async (id: string, from = day) =>
  publishPower(ctx, made.register, {
    agencyId: made.agencyId,
    versionId: id,
    rowVersion: (await version(id)).rowVersion,
    effectiveFrom: from,
  });
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error!.code);

describe('a power on its way', () => {
  let id = '';
  it('is drafted by its office only', async () => {
    const input = { agencyId: made.agencyId, officeId: made.office, content: licence, importKey: 'it-01' };
    expect(codeOf(await draftPower(ctx, SOCIETY, input))).toBe('powers/forbidden');
    expect(codeOf(await draftPower(ctx, made.supervisor, input))).toBe('powers/forbidden');
    const done = await draftPower(ctx, made.head, input);
    if (!done.ok) throw new Error(done.error.code);
    id = done.value.versionId;
    expect(codeOf(await draftPower(ctx, made.head, { ...input, importKey: 'again' }))).toBe(
      'powers/code-taken',
    );
  });

  it('moves only in order, by those whose turn it is', async () => {
    expect(codeOf(await act(id, made.leader, 'countersign'))).toBe('powers/not-in-this-state');
    expect(codeOf(await act(id, made.leader, 'sign'))).toBe('powers/forbidden');
    expect(codeOf(await act(id, made.head, 'sign'))).toBe('ok');
    expect(codeOf(await act(id, made.register, 'pass'))).toBe('powers/not-in-this-state');
    expect(codeOf(await act(id, made.leader, 'countersign'))).toBe('ok');
    expect(codeOf(await act(id, made.register, 'return'))).toBe('powers/reason-missing');
    expect(codeOf(await act(id, made.register, 'return', '缺少流程图'))).toBe('ok');
  });

  it('an edit voids the signatures, and the second of two editors is told', async () => {
    const before = await version(id);
    const item = flows.items.find((f) => f.item === 'it-01')!;
    const draft = buildDraft(
      specFromCatalogue(
        flows.flows.find((f) => f.id === item.flow)!,
        flows.posts,
        { ...item, id: 'flow-it-01', name: item.name, kind: flowKindOf('01', item.localType) },
      ),
    );
    const drawn = layoutFlow(draft);
    if (!drawn.ok) throw new Error('not drawn');
    const bytes = new TextEncoder().encode(await toBpmnXml(draft, drawn.value));
    const submitted = await submitFlowVersion(ctx, made.head, {
      agencyId: made.agencyId,
      officeId: made.office,
      bytes,
      power: { code, terms: termsOf(licence) },
    });
    if (!submitted.ok) throw new Error(submitted.error.code);
    const edit = {
      agencyId: made.agencyId,
      versionId: id,
      rowVersion: before.rowVersion,
      flowVersionId: submitted.value.flowVersionId,
    };
    expect(codeOf(await editPower(ctx, made.head, edit))).toBe('ok');
    expect(await editPower(ctx, made.head, edit)).toEqual({
      ok: false,
      error: { code: 'powers/stale', rowVersion: before.rowVersion + 1 },
    });
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS n FROM power_approval WHERE version_id = $1 AND NOT voided`,
      [id],
    );
    expect(rows[0].n).toBe(0);
  });

  it('is published with its flow, provable, by the register only', async () => {
    await act(id, made.head, 'sign');
    await act(id, made.leader, 'countersign');
    expect(codeOf(await publish(id))).toBe('powers/not-in-this-state');
    await act(id, made.register, 'pass');
    expect(await publish(id)).toMatchObject({ ok: true, value: { n: 1 } });
    expect(await listPowers(database.db, { asOf: day, limit: 10 })).toEqual([]);
    await log.publish();
    expect((await listPowers(database.db, { asOf: day, limit: 10 })).map((p) => p.code)).toEqual([code]);
    expect((await findPowerInForce(database.db, code, day))?.n).toBe(1);
    expect(await findPowerInForce(database.db, code, LegalDay.parse('2026-11-22'))).toBeUndefined();
  });

  it('a published version is never changed, not even by the owner of the table', async () => {
    expect(
      codeOf(
        await editPower(ctx, made.head, {
          agencyId: made.agencyId,
          versionId: id,
          rowVersion: (await version(id)).rowVersion,
          reason: 'x',
        }),
      ),
    ).toBe('powers/not-in-this-state');
    await expect(
      database.poolAs('migrator').query(`UPDATE power_version SET name = 'x' WHERE n = 1`),
    ).rejects.toThrow('never changed');
    await expect(database.poolAs('migrator').query('DELETE FROM power_version')).rejects.toThrow(
      'never deleted',
    );
  });

  it('is adjusted with a reason as a new version; what is inherited stays locked', async () => {
    const base = { agencyId: made.agencyId, powerId: (await version(id)).powerId };
    expect(codeOf(await adjustPower(ctx, made.head, { ...base, reason: '', changeBasis: 'x' }))).toBe(
      'powers/reason-missing',
    );
    expect(
      codeOf(
        await adjustPower(ctx, made.head, {
          ...base,
          reason: 'a',
          changeBasis: 'b',
          content: { ...licence, level: '4' },
        }),
      ),
    ).toBe('powers/locked-field');
    const content = {
      ...licence,
      committedLimit: { n: 9, unit: 'wd' as const },
      workDiscipline: [...licence.workDiscipline, '新增一条'],
    };
    const done = await adjustPower(ctx, made.head, {
      ...base,
      reason: '压减时限',
      changeBasis: '会议研究',
      content: { ...content, committedLimit: licence.committedLimit },
    });
    if (!done.ok) throw new Error(done.error.code);
    expect(codeOf(await adjustPower(ctx, made.head, { ...base, reason: 'a', changeBasis: 'b' }))).toBe(
      'powers/draft-exists',
    );
    await act(done.value.versionId, made.head, 'sign');
    await act(done.value.versionId, made.leader, 'countersign');
    await act(done.value.versionId, made.register, 'pass');
    const later = LegalDay.parse('2026-12-01');
    expect(await publish(done.value.versionId, later)).toMatchObject({ ok: true, value: { n: 2 } });
    await log.publish();
    expect((await findPowerInForce(database.db, code, day))?.n).toBe(1);
    expect((await findPowerInForce(database.db, code, later))?.n).toBe(2);
    expect((await listVersions(database.db, code)).map((v) => v.n)).toEqual([2, 1]);
  });

  it('nothing without its checklist is published', async () => {
    const done = await draftPower(ctx, made.head, {
      agencyId: made.agencyId,
      officeId: made.office,
      content: { ...licence, implementationCode: undefined, rawCode: 'RAW-1' },
    });
    if (!done.ok) throw new Error(done.error.code);
    await act(done.value.versionId, made.head, 'sign');
    await act(done.value.versionId, made.leader, 'countersign');
    await act(done.value.versionId, made.register, 'pass');
    expect(await publish(done.value.versionId)).toMatchObject({
      ok: false,
      error: { code: 'powers/blocked', blockers: [{ code: 'powers/flow-missing' }] },
    });
  });
});

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
      [3, 'name', 'import/field-refused'],
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
      value: { created: 0, updated: 1, unchanged: 2 },
    });
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
});
