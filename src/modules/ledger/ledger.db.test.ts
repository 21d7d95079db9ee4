import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  commit,
  fieldValueBytes,
  fromHex,
  parseLeaf,
  parsePolicy,
  toHex,
  verifyProof,
} from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { ok, Rid, type Rid as RidType } from '#kernel';
import type { HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testNoteKey } from '#tests/ledger';
import {
  appendRevision,
  coverageOf,
  findRecord,
  ledgerRoutes,
  publishOnce,
  recordJson,
  redactField,
  type RevisionInput,
} from './index.ts';
import { settleOrigin } from './db/origin.ts';

const database = testDatabase();
const ctx = testContext(database);
const guardDir = tempDir();
const key = testNoteKey();
const publish = () =>
  publishOnce({
    sequencer: database.poolAs('sequencer'),
    signer: database.poolAs('signer'),
    clock: ctx.clock,
    guardDir,
    key,
  });
const texts = { verifierKey: key.text, policy: `log ${key.text}\nquorum none\n` };
const policy = (() => {
  const parsed = parsePolicy(c, texts.policy);
  if ('error' in parsed) throw new Error(parsed.error.reason);
  return parsed.policy;
})();
const app = new Hono<HttpEnv>();
beforeAll(() => {
  app.use(async (x, next) => {
    x.set('requestId', 'r');
    x.set('lang', 'zh');
    return next();
  });
  app.route('/', ledgerRoutes(ctx, texts));
  app.get('/records/:rid', (x) => recordJson(ctx, x));
});

const agencyId = '00000000-0000-7000-8000-0000000000aa';
const append = async (rid: RidType, more: Partial<RevisionInput> = {}) => {
  const done = await ctx.transact(async (tx) =>
    ok(
      await appendRevision(tx, {
        ids: ctx.ids,
        at: ctx.clock.now(),
        rid,
        type: 'case',
        act: 'accept',
        agencyId,
        org: '11130200DEM0000149',
        basis: 'demo',
        schema: 'case/1',
        fields: [
          { name: 'receivedOn', value: '2026-11-23', state: 'open' },
          { name: 'number', value: 'TSSW-2026-000001', state: 'withheld', ground: 'xuke/5' },
          { name: 'party', value: '张三', state: 'withheld', audience: 'party', ground: 'pipl/25' },
        ],
        ...more,
      }),
    ),
  );
  if (!done.ok) throw new Error(done.error.code);
  return done.value;
};

describe('a record in the ledger', () => {
  const rid = ctx.ids.rid();

  it('is nowhere before a checkpoint covers it', async () => {
    await append(rid);
    expect(await findRecord(database.db, rid)).toBeUndefined();
    expect((await app.request(`/records/${rid}`)).status).toBe(404);
    expect((await app.request(`/records/${rid}/leaf`)).status).toBe(404);
    expect((await coverageOf(database.db, [rid])).get(rid)).toEqual({ state: 'pending' });
  });

  it('then is provable with public means: leaf, proof, commitment', async () => {
    await publish();
    const leafBytes = new Uint8Array(await (await app.request(`/records/${rid}/leaf`)).arrayBuffer());
    const proof = await app.request(`/records/${rid}/proof`);
    expect(proof.headers.get('x-rev')).toBe('1');
    expect(verifyProof(c, policy, leafBytes, await proof.text())).toMatchObject({ ok: true, index: 0n });
    expect(parseLeaf(leafBytes)).toMatchObject({ rid, rev: 1, prev: '', type: 'case', act: 'accept', n: 3 });
    const record = await (await app.request(`/records/${rid}`)).json();
    const field = record.revisions[0].fields.find((f: { name: string }) => f.name === 'receivedOn');
    expect(toHex(commit(c, 'receivedOn', fromHex(field.salt)!, fieldValueBytes(field.value)))).toBe(
      field.commitment,
    );
  });

  it('keeps what is withheld to itself, and a person’s field for ever', async () => {
    const text = await (await app.request(`/records/${rid}`)).text();
    expect(text).not.toContain('张三');
    expect(text).not.toContain('TSSW-2026-000001');
    const { rows } = await database.pool.query<{ salt: Buffer }>(
      `SELECT salt FROM ledger.field WHERE state = 'withheld'`,
    );
    expect(rows).toHaveLength(2);
    for (const { salt } of rows) expect(text).not.toContain(salt.toString('hex'));
  });

  it('a later revision opens an earlier field and chains to it', async () => {
    await append(rid, {
      act: 'publish',
      fields: [{ name: 'decision', value: 'granted', state: 'open' }],
      opens: [[1, 'number']],
    });
    // Until a checkpoint covers the revision that opens it, nothing has been opened.
    expect(JSON.stringify(await findRecord(database.db, rid))).not.toContain('TSSW-2026-000001');
    await publish();
    const record = await findRecord(database.db, rid);
    expect(record?.revisions.map((r) => r.rev)).toEqual([1, 2]);
    expect(record?.revisions[0]?.fields.find((f) => f.name === 'number')).toMatchObject({
      state: 'open',
      value: 'TSSW-2026-000001',
    });
    expect(record?.revisions[1]?.fields.find((f) => f.name === 'opens')).toMatchObject({
      value: [[1, 'number']],
    });
    const { rows } = await database.pool.query<{ leaf_hash: Buffer }>(
      'SELECT leaf_hash FROM ledger.revision WHERE rid = $1 AND rev = 1',
      [rid],
    );
    expect(record?.revisions[1]?.prev).toBe(rows[0]!.leaf_hash.toString('hex'));
  });

  it('never opens a field about a person', async () => {
    await expect(append(rid, { act: 'publish', fields: [], opens: [[1, 'party']] })).rejects.toThrow(
      'cannot be opened',
    );
  });

  it('after an erasure value and salt are in no table, and the old proof still verifies', async () => {
    const before = await (await app.request(`/records/${rid}/1/proof`)).text();
    const leafBytes = new Uint8Array(await (await app.request(`/records/${rid}/1/leaf`)).arrayBuffer());
    const { rows: salts } = await database.pool.query<{ salt: Buffer }>(
      `SELECT salt FROM ledger.field WHERE rid = $1 AND name = 'party'`,
      [rid],
    );
    await ctx.transact(async (tx) =>
      ok(
        await redactField(tx, {
          ids: ctx.ids,
          at: ctx.clock.now(),
          rid,
          type: 'case',
          agencyId,
          org: '11130200DEM0000149',
          basis: 'pipl/47',
          schema: 'case/1',
          erase: [{ rev: 1, name: 'party' }],
          ground: 'pipl/47',
        }),
      ),
    );
    await publish();
    expect(verifyProof(c, policy, leafBytes, before)).toMatchObject({ ok: true });
    expect(
      verifyProof(c, policy, leafBytes, await (await app.request(`/records/${rid}/1/proof`)).text()),
    ).toMatchObject({ ok: true });
    const admin = database.poolAs('superuser');
    const { rows: tables } = await admin.query<{ t: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS t FROM pg_tables WHERE schemaname IN ('public', 'ledger', 'journal', 'graphile_worker')`,
    );
    for (const { t } of tables) {
      const { rows } = await admin.query<{ hit: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM ${t} x WHERE x::text LIKE '%张三%' OR x::text LIKE '%' || $1 || '%') AS hit`,
        [salts[0]!.salt.toString('hex')],
      );
      expect({ t, hit: rows[0]!.hit }).toEqual({ t, hit: false });
    }
    expect(
      (await findRecord(database.db, rid))?.revisions[0]?.fields.find((f) => f.name === 'party'),
    ).toMatchObject({ state: 'erased', ground: 'pipl/47' });
  });

  it('two writers of one record chain, they never fork', async () => {
    const shared = ctx.ids.rid();
    await append(shared);
    await Promise.all(
      Array.from({ length: 6 }, () =>
        append(shared, { act: 'stage', fields: [{ name: 'state', value: 'review', state: 'open' }] }),
      ),
    );
    await publish();
    expect((await findRecord(database.db, shared))?.revisions.map((r) => r.rev)).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
  });
});

describe('public addresses', () => {
  it('answer with what the specification says', async () => {
    const checkpoint = await app.request('/ledger/checkpoint');
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const size = Number((await checkpoint.text()).split('\n')[1]);
    const tile = await app.request(`/ledger/tile/0/000.p/${size}`);
    expect((await tile.arrayBuffer()).byteLength).toBe(32 * size);
    expect(tile.headers.get('cache-control')).toContain('immutable');
    expect(tile.headers.get('access-control-allow-origin')).toBe('*');
    expect((await app.request(`/ledger/tile/entries/000.p/${size}`)).status).toBe(200);
    expect(await (await app.request('/ledger/vkey')).text()).toBe(`${key.text}\n`);
  });

  it.each([
    '/ledger/tile/0/001',
    '/ledger/tile/0/000',
    '/ledger/tile/0/000.p/0',
    '/ledger/tile/0/0',
    '/ledger/tile/1/000.p/1',
    '/ledger/schema/00',
    `/records/${'x'.repeat(22)}`,
    '/records/short/leaf',
  ])('404 for %s', async (path) => {
    expect((await app.request(path)).status).toBe(404);
  });

  it('never serve what is committed but not exposed', async () => {
    const size = Number((await (await app.request('/ledger/checkpoint')).text()).split('\n')[1]);
    await append(ctx.ids.rid());
    const { integrate } = await import('./tree/integrate.ts');
    await integrate(database.poolAs('sequencer'), 'ledger');
    expect((await app.request(`/ledger/tile/0/000.p/${size + 1}`)).status).toBe(404);
    expect((await app.request(`/ledger/tile/entries/000.p/${size + 1}`)).status).toBe(404);
    await publish();
    expect((await app.request(`/ledger/tile/0/000.p/${size + 1}`)).status).toBe(200);
  });
});

describe('the guard', () => {
  it('refuses a database that fell behind what was signed', async () => {
    const file = join(guardDir, 'high-water.json');
    const mark = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...mark, size: String(Number(mark.size) + 1) }));
    await append(ctx.ids.rid());
    const before = await (await app.request('/ledger/checkpoint')).text();
    // Behind the mark the sequencer stands still as well: the indices are given away already.
    await expect(publish()).rejects.toThrow('restored from an older state');
    const { integrate } = await import('./tree/integrate.ts');
    await integrate(database.poolAs('sequencer'), 'ledger');
    // One new entry brings the database to the mark's size with another root: the fork a restored backup makes.
    await expect(publish()).rejects.toThrow('another tree');
    await writeFile(file, JSON.stringify({ ...mark, size: String(Number(mark.size) + 5) }));
    await expect(publish()).rejects.toThrow('restored from an older state');
    expect(await (await app.request('/ledger/checkpoint')).text()).toBe(before);
    await writeFile(file, JSON.stringify(mark));
    await publish();
    expect(await (await app.request('/ledger/checkpoint')).text()).not.toBe(before);
  });

  it('a guard that cannot be written exposes nothing and loses nothing', async () => {
    const blocked = join(tempDirOf(), 'not-a-folder');
    await writeFile(blocked, '');
    const rid = ctx.ids.rid();
    await append(rid);
    await expect(
      publishOnce({
        sequencer: database.poolAs('sequencer'),
        signer: database.poolAs('signer'),
        clock: ctx.clock,
        guardDir: blocked,
        key,
      }),
    ).rejects.toThrow();
    expect(await findRecord(database.db, rid)).toBeUndefined();
    await publish();
    expect(await findRecord(database.db, rid)).toBeDefined();
  });

  it('an entry whose stored bytes changed is not signed', async () => {
    const admin = database.poolAs('superuser');
    await append(ctx.ids.rid());
    const { integrate } = await import('./tree/integrate.ts');
    await integrate(database.poolAs('sequencer'), 'ledger');
    await admin.query(
      'ALTER TABLE ledger.entry DISABLE TRIGGER ledger_entry_append_only, DROP CONSTRAINT ledger_entry_hash',
    );
    const { rows } = await admin.query<{ idx: bigint; data: Buffer }>(
      'SELECT idx, data FROM ledger.entry ORDER BY idx DESC LIMIT 1',
    );
    const { idx, data } = rows[0]!;
    const flipped = Buffer.from(data);
    flipped[20]! ^= 1;
    await admin.query('UPDATE ledger.entry SET data = $1 WHERE idx = $2', [flipped, idx.toString()]);
    await expect(publish()).rejects.toThrow('do not match their stored hashes');
    await admin.query('UPDATE ledger.entry SET data = $1 WHERE idx = $2', [data, idx.toString()]);
    await admin.query(
      `ALTER TABLE ledger.entry ENABLE TRIGGER ledger_entry_append_only,
         ADD CONSTRAINT ledger_entry_hash CHECK (leaf_hash = sha256('\\x00'::bytea || data))`,
    );
    await publish();
  });
});

describe('the origin', () => {
  it('is chosen once; another one refuses to start', async () => {
    expect(await settleOrigin(ctx)).toBe('127.0.0.1:8080/ledger');
    const other = {
      ...ctx,
      db: database.db,
      config: { ...ctx.config, ledger: { ...ctx.config.ledger, origin: 'other.example/log' } },
    };
    await expect(settleOrigin(other)).rejects.toThrow('never changes');
  });
});

function tempDirOf(): string {
  return guardDir;
}

it('record ids carry 128 bits', () => {
  expect(Rid.safeParse(ctx.ids.rid()).success).toBe(true);
  expect(Rid.safeParse('short').success).toBe(false);
});
