import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, type Uuid } from '#kernel';
import { loadStaffActor, createAccount, SOCIETY, type Role, type StaffActor } from '#modules/access';
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
  listPowers,
  listVersions,
  PowerContent,
  publishPower,
} from './index.ts';
import { demoItems, demoParents, must, submitDemoFlow } from './powers.test-support.ts';
import { approvalsOf } from '#modules/approval';
import { findNewCode } from './db/power-reader.ts';
import { flowIssuesOf } from './use-cases/enter-version.ts';

const database = testDatabase();
const ctx = testContext(database);
const log = testLog(database, ctx.clock, tempDir());
const system = { kind: 'system', name: 'test' } as const;
const licence = demoItems[0]!.content;
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
  await demoParents(ctx, agencyId);
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
const ripen = async (id: string) => {
  await act(id, made.head, 'sign');
  await act(id, made.leader, 'countersign');
  await act(id, made.register, 'pass');
};
const publish = async (id: string, from = day) =>
  publishPower(ctx, made.register, {
    agencyId: made.agencyId,
    versionId: id,
    rowVersion: (await version(id)).rowVersion,
    effectiveFrom: from,
  });
const submitFlow = async (flowId: string, powerCode: string): Promise<string> => {
  const body = { agencyId: made.agencyId, officeId: made.office };
  const of = { flowId, code: powerCode, content: licence };
  return must(await submitDemoFlow(ctx, made.head, body, of)).flowVersionId;
};
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
    expect(
      (await approvalsOf(database.db, { kind: 'power.version', agencyId: made.agencyId, versionId: id }))
        .filter((a) => !a.voided)
        .map((a) => a.act),
    ).toEqual(['return']);
  });

  it('an edit voids the signatures, and the second of two editors is told', async () => {
    const before = await version(id);
    const flowVersionId = await submitFlow('flow-it-01', code);
    const edit = {
      agencyId: made.agencyId,
      versionId: id,
      rowVersion: before.rowVersion,
      flowVersionId,
    };
    expect(codeOf(await editPower(ctx, made.head, edit))).toBe('ok');
    expect(await editPower(ctx, made.head, edit)).toEqual({
      ok: false,
      error: { code: 'powers/stale', rowVersion: before.rowVersion + 1, differs: [] },
    });
    const content = { ...licence, place: '另一处' };
    expect(await editPower(ctx, made.head, { ...edit, content })).toMatchObject({
      error: { code: 'powers/stale', differs: ['place'] },
    });
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS n FROM power_approval WHERE version_id = $1 AND NOT voided`,
      [id],
    );
    expect(rows[0].n).toBe(0);
  });

  it('nobody puts a name under a flow that no longer fits what the power became', async () => {
    const edit = async (content: PowerContent) =>
      editPower(ctx, made.head, {
        agencyId: made.agencyId,
        versionId: id,
        rowVersion: (await version(id)).rowVersion,
        content,
      });
    expect(codeOf(await edit({ ...licence, typeCode: '10' }))).toBe('ok');
    expect(await act(id, made.head, 'sign')).toMatchObject({
      error: { code: 'powers/blocked', blockers: [{ code: 'powers/flow-unlawful', field: 'flow' }] },
    });
    expect((await flowIssuesOf(database.db, await version(id), day)).map((one) => one.code)).toContain(
      'flows/kind-differs',
    );
    expect(codeOf(await edit(licence))).toBe('ok');
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
    await ripen(done.value.versionId);
    const later = LegalDay.parse('2026-12-01');
    expect(await publish(done.value.versionId, later)).toMatchObject({ ok: true, value: { n: 2 } });
    await log.publish();
    expect((await findPowerInForce(database.db, code, day))?.n).toBe(1);
    expect((await findPowerInForce(database.db, code, later))?.n).toBe(2);
    expect((await listVersions(database.db, code)).map((v) => v.n)).toEqual([2, 1]);
  });

  it('never comes into force before it is published', async () => {
    const { powerId } = await version(id);
    const done = await adjustPower(ctx, made.head, {
      agencyId: made.agencyId,
      powerId,
      reason: 'a',
      changeBasis: 'b',
    });
    if (!done.ok) throw new Error(done.error.code);
    await ripen(done.value.versionId);
    expect(await publish(done.value.versionId, LegalDay.parse('2026-11-22'))).toEqual({
      ok: false,
      error: { code: 'powers/effective-in-the-past', today: day },
    });
    expect(codeOf(await act(done.value.versionId, made.register, 'return', '日期'))).toBe('ok');
  });

  it('what is returned at the last moment is not published', async () => {
    const open = await database.pool.query(
      `SELECT v.id FROM power_version v JOIN power_item p ON p.id = v.power_id WHERE p.code = $1 AND v.n IS NULL`,
      [code],
    );
    const versionId: string = open.rows[0].id;
    await ripen(versionId);
    const { rowVersion } = await version(versionId);
    // Somebody returns it after the use case has read it and before it writes.
    const raced = {
      ...ctx,
      db: ctx.db,
      transact: async (work: Parameters<typeof ctx.transact>[0]) => {
        expect(codeOf(await act(versionId, made.register, 'return', '发现错误'))).toBe('ok');
        return ctx.transact(work);
      },
    } as typeof ctx;
    expect(
      await publishPower(raced, made.register, {
        agencyId: made.agencyId,
        versionId,
        rowVersion,
        effectiveFrom: day,
      }),
    ).toEqual({ ok: false, error: { code: 'powers/stale', rowVersion: rowVersion + 1, differs: [] } });
    expect((await version(versionId)).state).toBe('returned');
  });

  it('keeps its old code as an address, and gives it to no other power', async () => {
    const { rows } = await database.pool.query(`SELECT id FROM power_version WHERE n IS NULL AND name = $1`, [
      licence.name,
    ]);
    const versionId: string = rows[0].id;
    const draft = await version(versionId);
    const content = { ...draft.content, implementationCode: `${code}-2` };
    const flowVersionId = await submitFlow('flow-it-01-2', `${code}-2`);
    const edit = {
      agencyId: made.agencyId,
      versionId,
      rowVersion: draft.rowVersion,
      content,
      flowVersionId,
    };
    expect(codeOf(await editPower(ctx, made.head, edit))).toBe('ok');
    await ripen(versionId);
    expect(await publish(versionId)).toMatchObject({ ok: true, value: { n: 3 } });
    expect(await findNewCode(database.db, code)).toBe(`${code}-2`);
    expect((await findPowerInForce(database.db, `${code}-2`, day))?.n).toBe(3);
    expect(
      codeOf(
        await draftPower(ctx, made.head, {
          agencyId: made.agencyId,
          officeId: made.office,
          content: licence,
        }),
      ),
    ).toBe('powers/code-taken');
  });

  it('is cancelled by a signed version of its own', async () => {
    const { powerId } = await version(id);
    const input = { agencyId: made.agencyId, powerId, changeBasis: '国务院决定' };
    const done = await adjustPower(ctx, made.head, { ...input, reason: '取消', status: 'cancelled' });
    if (!done.ok) throw new Error(done.error.code);
    await ripen(done.value.versionId);
    expect(codeOf(await publish(done.value.versionId))).toBe('ok');
    expect((await findPowerInForce(database.db, `${code}-2`, day))?.status).toBe('cancelled');
    const { rows } = await database.pool.query('SELECT type_code, n FROM power_count');
    expect(rows).toEqual([{ type_code: '01', n: 0 }]);
  });

  it.each(['officeId', 'flowVersionId'] as const)('refuses an unknown %s', async (field) => {
    const done = await draftPower(ctx, made.head, {
      agencyId: made.agencyId,
      officeId: made.office,
      content: { ...licence, implementationCode: undefined, rawCode: `RAW-${field}` },
    });
    if (!done.ok) throw new Error(done.error.code);
    expect(
      await editPower(ctx, made.head, {
        agencyId: made.agencyId,
        versionId: done.value.versionId,
        rowVersion: 1,
        [field]: '00000000-0000-7000-8000-000000000001',
      }),
    ).toEqual({ ok: false, error: { code: 'powers/unknown-reference', field } });
  });

  it('takes nobody’s name twice', async () => {
    const both: StaffActor = { ...made.head, roles: [...made.head.roles, ...made.leader.roles] };
    const done = await draftPower(ctx, both, {
      agencyId: made.agencyId,
      officeId: made.office,
      content: { ...licence, implementationCode: undefined, rawCode: 'RAW-TWICE' },
    });
    if (!done.ok) throw new Error(done.error.code);
    expect(codeOf(await act(done.value.versionId, both, 'sign'))).toBe('ok');
    expect(codeOf(await act(done.value.versionId, both, 'countersign'))).toBe('powers/four-eyes');
    expect(codeOf(await act(done.value.versionId, made.leader, 'countersign'))).toBe('ok');
  });

  it('nothing without its checklist is published', async () => {
    const done = await draftPower(ctx, made.head, {
      agencyId: made.agencyId,
      officeId: made.office,
      content: { ...licence, implementationCode: undefined, rawCode: 'RAW-1' },
    });
    if (!done.ok) throw new Error(done.error.code);
    await ripen(done.value.versionId);
    expect(await publish(done.value.versionId)).toMatchObject({
      ok: false,
      error: { code: 'powers/blocked', blockers: [{ code: 'powers/flow-missing' }] },
    });
  });
});
