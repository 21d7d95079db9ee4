import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { SOCIETY } from '#modules/access';
import { LegalDay } from '#kernel';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { findingsAgainstParents, findParent, listParents } from '../db/parent-reader.ts';
import { act, demoBody, demoItems, draftWithFlow, must, publish } from '../powers.test-support.ts';
import { importParents } from './import-parents.ts';

const database = testDatabase();
const ctx = testContext(database);
const system = { kind: 'system', name: 'test' } as const;
const content = demoItems[0]!.content;
const code = content.basicCode!;
const day = LegalDay.parse('2026-11-23');
const made = { agencyId: '', versionId: '' };
const entry = async () => (await findParent(database.db, code))!;
const load = (parents: readonly unknown[], dryRun = false) =>
  importParents(ctx, system, { agencyId: made.agencyId, json: { parents }, dryRun });

beforeAll(async () => {
  const body = await demoBody(ctx);
  made.agencyId = body.agencyId;
  made.versionId = (await draftWithFlow(ctx, body, content, 'flow-parent')).versionId;
  await act(ctx, made.agencyId, made.versionId, 'sign', 'countersign', 'pass');
});

describe('the catalogue above', () => {
  it('is taken in once, by the leading group office, and by no one else', async () => {
    const input = { agencyId: made.agencyId, json: { parents: [] }, dryRun: false };
    expect(await importParents(ctx, SOCIETY, input)).toMatchObject({ error: { code: 'powers/forbidden' } });
    expect(await load([await entry()])).toMatchObject({ ok: true, value: { created: 0, unchanged: 1 } });
    const page = await listParents(database.db, { limit: 3 });
    expect(page.map((one) => one.code)).toEqual(page.map((one) => one.code).toSorted());
    const after = await listParents(database.db, { limit: 3, after: page[0]!.code });
    expect(after[0]).toEqual(page[1]);
    expect(await listParents(database.db, { limit: 9, q: content.parentName! })).toHaveLength(4);
  });

  it.each([
    ['a code of another length', { code: '1' }, 'code'],
    ['an unknown type', { typeCode: '77' }, 'typeCode'],
    ['no level', { levels: [] }, 'levels'],
    ['something else', { surprise: 1 }, ''],
  ])('refuses %s, and writes nothing of the file', async (_, change, field) => {
    const wrong = await load([
      { ...(await entry()), code: '000199999999', name: '新条目' },
      { ...(await entry()), ...change },
    ]);
    expect(wrong).toMatchObject({
      error: { code: 'import/errors', report: { problems: [{ row: 2, field }] } },
    });
    expect(await findParent(database.db, '000199999999')).toBeUndefined();
  });

  it('refuses a file that is none, and a code twice', async () => {
    expect(
      await importParents(ctx, system, { agencyId: made.agencyId, json: [], dryRun: false }),
    ).toMatchObject({
      error: { code: 'import/not-a-file' },
    });
    expect(await load([await entry(), await entry()])).toMatchObject({ error: { code: 'import/errors' } });
  });

  it('stops what does not descend from it, or departs from it', async () => {
    const known = await entry();
    must(await load([{ ...known, status: 'cancelled' }]));
    expect(await publish(ctx, made.agencyId, made.versionId, day)).toMatchObject({
      error: { code: 'powers/blocked', blockers: [{ code: 'powers/licence-without-parent' }] },
    });
    must(await load([{ ...known, levels: ['2'] }]));
    expect(await publish(ctx, made.agencyId, made.versionId, day)).toMatchObject({
      error: {
        code: 'powers/blocked',
        blockers: [{ code: 'powers/departs-from-parent', field: 'level' }],
      },
    });
    must(await load([known]));
    must(await publish(ctx, made.agencyId, made.versionId, day));
  });

  it('lists what rests on an entry that changed, with what departs; a dry run changes nothing', async () => {
    const known = await entry();
    const renamed = { ...known, name: '成品油经营许可', edition: '2027' };
    expect(must(await load([renamed], true))).toMatchObject({ updated: 1, findings: [] });
    expect(await entry()).toEqual(known);
    const changed = must(await load([renamed]));
    expect(changed.findings).toMatchObject([
      { versionId: made.versionId, code, state: 'published', cancelled: false, departs: ['name'] },
    ]);
    expect(await findingsAgainstParents(database.db, { agencyId: made.agencyId })).toHaveLength(1);
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS all, count(before_digest)::int AS with_before FROM journal.row WHERE action = 'power/parent' AND subject_rid = $1`,
      [code],
    );
    // The first row, of the entry's making, has nothing before it; those of the four changes so far do.
    expect(rows).toEqual([{ all: 5, with_before: 4 }]);
    must(await load([known]));
    expect(await findingsAgainstParents(database.db, { agencyId: made.agencyId })).toEqual([]);
  });

  it('is made from what was published already when a database is brought up to date', async () => {
    const sql = readFileSync('db/migrations/20261124175000-power-parents.sql', 'utf8');
    const migrator = database.poolAs('migrator');
    await migrator.query('DELETE FROM power_parent');
    await migrator.query(sql.slice(sql.indexOf('INSERT INTO power_parent')));
    const [made, ...others] = await listParents(database.db, { limit: 9 });
    expect(others).toEqual([]);
    expect(made).toMatchObject({ code, name: content.name, typeCode: '01', levels: ['3'], bases: [] });
    expect(await findingsAgainstParents(database.db)).toEqual([]);
  });
});
