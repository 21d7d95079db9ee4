import { hash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { LegalDay, type Uuid } from '#kernel';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { forgetForms } from './db/form-files.ts';
import { digestOfVersion } from './db/power-transactor.ts';
import { PowerContent } from './domain/content.ts';
import type { FormFile } from './domain/form-file.ts';
import {
  adjustPower,
  draftPower,
  editPower,
  findVersion,
  formKeysAmong,
  importItems,
  storeForm,
} from './index.ts';
import { act, demoBody, demoItems, draftWithFlow, must, publish } from './powers.test-support.ts';
import { findPublicForm } from './use-cases/find-form.ts';

const database = testDatabase();
const ctx = testContext(database);
const SYSTEM = { kind: 'system', name: 'test' } as const;
const pdf = (text: string): Uint8Array => new TextEncoder().encode(`%PDF-1.7\n${text}`);
const sha = (bytes: Uint8Array): string => hash('sha256', bytes);
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code);
const licence = PowerContent.parse(demoItems.find(({ key }) => key === 'it-01')?.content);
let body: { readonly agencyId: Uuid; readonly officeId: Uuid };

beforeAll(async () => {
  ctx.clock.set('2026-03-02T09:00:00+08:00');
  body = await demoBody(ctx);
});

const version = async (versionId: string) => {
  const found = await findVersion(ctx.db, body.agencyId, versionId);
  if (!found) throw new Error('no version');
  return found;
};
const store = async (versionId: string, name: string, text = name): Promise<FormFile> =>
  must(await storeForm(ctx, SYSTEM, { agencyId: body.agencyId, versionId, name, bytes: pdf(text) }));
/** Puts a form to the first material of a draft. */
const attach = async (versionId: string, blankForm: FormFile | undefined) => {
  const { content, rowVersion } = await version(versionId);
  const materials = content.materials.map((one, at) => (at === 0 ? { ...one, blankForm } : one));
  const { agencyId } = body;
  return editPower(ctx, SYSTEM, { agencyId, versionId, rowVersion, content: { ...content, materials } });
};
const keysOf = async (...digests: readonly string[]): Promise<readonly string[]> => {
  const rows = await ctx.db
    .selectFrom('power_form_file')
    .select(['sha256', 'file_key'])
    .where('sha256', 'in', digests)
    .execute();
  return digests.flatMap((one) => rows.find(({ sha256 }) => sha256 === one)?.file_key ?? []);
};
const draft = async (name: string, content: Partial<PowerContent> = {}) =>
  must(
    await draftPower(ctx, SYSTEM, {
      ...body,
      content: PowerContent.parse({ ...licence, implementationCode: undefined, rawCode: name, ...content }),
      importKey: name,
    }),
  );

describe('a form of a draft', () => {
  it('is held once, however often the same bytes come', async () => {
    const { versionId } = await draft('form-twice');
    const first = await store(versionId, '申请书.pdf', 'same');
    const again = await store(versionId, '申请书（新）.pdf', 'same');
    expect(again).toEqual({ ...first, name: '申请书（新）.pdf' });
    expect(first).toMatchObject({ type: 'application/pdf', size: 13, sha256: sha(pdf('same')) });
    expect(await keysOf(first.sha256)).toHaveLength(1);
  });

  it('belongs to the draft when its content names it, and is part of what is signed', async () => {
    const { versionId } = await draft('form-signed');
    const blank = await store(versionId, '申请书.pdf');
    expect(codeOf(await attach(versionId, blank))).toBe('ok');
    await act(ctx, body.agencyId, versionId, 'sign');
    const signed = digestOfVersion(await version(versionId));
    const other = await store(versionId, '申请书.pdf', 'other');
    expect(codeOf(await attach(versionId, other))).toBe('ok');
    expect((await version(versionId)).state).toBe('draft');
    expect(digestOfVersion(await version(versionId))).not.toEqual(signed);
  });

  it.each<[string, (held: FormFile) => FormFile]>([
    ['nobody uploaded', (held) => ({ ...held, sha256: 'f'.repeat(64) })],
    ['is called another type', (held) => ({ ...held, type: 'image/png' })],
    ['is called larger than it is', (held) => ({ ...held, size: held.size + 1 })],
  ])('is refused when it %s', async (what, lie) => {
    const { versionId } = await draft(`form-lie-${what}`);
    const blank = lie(await store(versionId, '申请书.pdf'));
    expect(await attach(versionId, blank)).toMatchObject({
      ok: false,
      error: { code: 'powers/form-unknown', fields: ['materials'] },
    });
    const content = { ...licence, rawCode: 'x', result: { name: '证书', sample: blank } };
    expect(await draftPower(ctx, SYSTEM, { ...body, content, importKey: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'powers/form-unknown', fields: ['result'] },
    });
  });
});

describe('a form of a published version', () => {
  const made = { versionId: '', powerId: '', rid: '', blank: undefined as unknown as FormFile };

  beforeAll(async () => {
    const drafted = await draftWithFlow(ctx, body, licence, 'flow-it-01');
    made.versionId = drafted.versionId;
    made.powerId = drafted.powerId;
    made.blank = await store(drafted.versionId, '成品油零售经营资格申请书.pdf', 'published');
    must(await attach(drafted.versionId, made.blank));
    await act(ctx, body.agencyId, drafted.versionId, 'sign', 'countersign', 'pass');
    made.rid = must(await publish(ctx, body.agencyId, drafted.versionId, LegalDay.parse('2026-03-02'))).rid;
  });

  it('is bound by the content that the ledger commits', async () => {
    const { rows } = await database.pool.query(
      `SELECT value::text AS content FROM ledger.field WHERE rid = $1 AND name = 'content'`,
      [made.rid],
    );
    expect(rows[0].content).toContain(made.blank.sha256);
  });

  it('is not society’s before a checkpoint covers the version', async () => {
    expect(await findPublicForm(ctx.db, { rid: made.rid, sha256: made.blank.sha256 })).toBeUndefined();
  });

  it('stays with it: neither its reference nor its file is taken away', async () => {
    expect(
      codeOf(
        await storeForm(ctx, SYSTEM, {
          agencyId: body.agencyId,
          versionId: made.versionId,
          name: 'x.pdf',
          bytes: pdf('x'),
        }),
      ),
    ).toBe('powers/not-in-this-state');
    const refs = ctx.db.deleteFrom('power_version_form_file').where('version_id', '=', made.versionId);
    await expect(refs.execute()).rejects.toThrow('never changed');
    const more = ctx.db
      .insertInto('power_version_form_file')
      .values({ agency_id: body.agencyId, version_id: made.versionId, sha256: made.blank.sha256 });
    await expect(more.execute()).rejects.toThrow('never changed');
    const file = ctx.db.deleteFrom('power_form_file').where('sha256', '=', made.blank.sha256);
    await expect(file.execute()).rejects.toThrow('power_version_form_file_file');
    await expect(ctx.db.updateTable('power_form_file').set({ file_key: 'other' }).execute()).rejects.toThrow(
      'permission denied',
    );
  });

  it('goes into the draft of the next version, where it is replaced without touching the one before', async () => {
    const next = must(
      await adjustPower(ctx, SYSTEM, {
        agencyId: body.agencyId,
        powerId: made.powerId,
        reason: '换表',
        changeBasis: '会议',
      }),
    );
    expect((await version(next.versionId)).content.materials[0]?.blankForm).toEqual(made.blank);
    must(await attach(next.versionId, await store(next.versionId, '新表.pdf')));
    expect((await version(made.versionId)).content.materials[0]?.blankForm).toEqual(made.blank);
  });

  it('is kept by every sweep; what no version carries is forgotten after its time and swept', async () => {
    const { versionId } = await draft('form-swept');
    const [dropped, unnamed, kept] = [
      await store(versionId, '换下的.pdf'),
      await store(versionId, '没存的.pdf'),
      await store(versionId, '留着的.pdf'),
    ];
    must(await attach(versionId, dropped));
    must(await attach(versionId, kept));
    const all = [made.blank, dropped, unnamed, kept].map(({ sha256 }) => sha256);
    const keys = await keysOf(...all);
    expect(await formKeysAmong(ctx.db, [...keys, 'f'.repeat(32)])).toHaveLength(4);

    await forgetForms(ctx, new Date('2026-03-01T09:00:00+08:00'));
    expect(await keysOf(...all)).toHaveLength(4);
    await forgetForms(ctx, new Date('2027-03-02T09:00:00+08:00'));
    expect(await keysOf(...all)).toEqual([keys[0], keys[3]]);
    const known = new Set(await formKeysAmong(ctx.db, keys));
    expect(known).toEqual(new Set([keys[0], keys[3]]));
    expect(await attach(versionId, dropped)).toMatchObject({ error: { code: 'powers/form-unknown' } });
  });
});

describe('a list that is imported again', () => {
  const listed = PowerContent.parse({ ...licence, implementationCode: undefined, rawCode: 'LIST-000001' });
  const load = async (content: PowerContent) =>
    must(
      await importItems(ctx, SYSTEM, {
        agencyId: body.agencyId,
        json: { items: [{ key: 'LIST-000001', content }] },
        dryRun: false,
      }),
    );
  const item = async () => {
    const row = await ctx.db
      .selectFrom('power_version as v')
      .innerJoin('power_item as p', 'p.id', 'v.power_id')
      .select('v.id')
      .where('p.import_key', '=', 'LIST-000001')
      .executeTakeFirstOrThrow();
    return version(row.id);
  };

  it('takes no form away, and says which of its own did not come with it', async () => {
    expect(await load(listed)).toMatchObject({ created: 1 });
    const { versionId } = await item();
    const blank = await store(versionId, '清单事项的表.pdf');
    must(await attach(versionId, blank));
    expect(await load(listed)).toMatchObject({ unchanged: 1, kept: 0, findings: [] });
    expect((await item()).content.materials[0]?.blankForm).toEqual(blank);

    const foreign = { ...blank, sha256: 'e'.repeat(64), name: '外来的.pdf' };
    const naming = { ...listed, materials: listed.materials.map((one) => ({ ...one, sample: foreign })) };
    const report = await load(naming);
    expect(report.findings[0]).toMatchObject({
      severity: 'warning',
      code: 'import/form-not-here',
      field: 'content/materials',
      found: '外来的.pdf',
    });
    expect(report).toMatchObject({ unchanged: 1 });
  });
});
