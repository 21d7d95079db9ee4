import { encodeLeaf, leafHash, rootFromTiles, rootOfHashes, toHex, utf8 } from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '#tests/database';
import { integrate } from './integrate.ts';
import { tileReader } from './stored-tree.ts';

const database = testDatabase();
const ids = (function* () {
  for (let i = 1; ; i += 1) yield `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`;
})();

/** A leaf that differs from every other by its commitment. */
function leafNamed(id: string): Buffer {
  return Buffer.from(
    encodeLeaf({
      v: 'gov-leaf/1',
      act: 'accept',
      type: 'case',
      at: '2026-11-23T00:00:00Z',
      basis: 'demo',
      cm: toHex(c.sha256(utf8(id))),
      n: 1,
      org: 'TEST',
      prev: '',
      rev: 1,
      rid: 'AAAAAAAAAAAAAAAAAAAAAA',
      schema: '0'.repeat(64),
    }),
  );
}

async function enqueue(n: number): Promise<void> {
  const rows = Array.from({ length: n }, () => ids.next().value);
  await database.pool.query(
    'INSERT INTO ledger.queue (entry_id, data) SELECT * FROM unnest($1::uuid[], $2::bytea[])',
    [rows, rows.map(leafNamed)],
  );
}

async function check(): Promise<bigint> {
  const { rows: states } = await database.pool.query<{ size: bigint; root: Buffer }>(
    'SELECT size, root FROM ledger.state',
  );
  const { rows } = await database.pool.query<{ idx: bigint; data: Buffer }>(
    'SELECT idx, data FROM ledger.entry ORDER BY idx',
  );
  const state = states[0]!;
  expect(rows.map((r) => r.idx)).toEqual(rows.map((_, i) => BigInt(i)));
  expect(BigInt(rows.length)).toBe(state.size);
  const root = rootOfHashes(
    c,
    rows.map((r) => leafHash(c, r.data)),
  );
  expect(toHex(state.root)).toBe(toHex(root));
  expect(toHex(await rootFromTiles(c, state.size, tileReader(database.pool, 'ledger')))).toBe(toHex(root));
  return state.size;
}

describe('the sequencer', () => {
  it('keeps state, entries and tiles as one at every size around the tile bounds', async () => {
    const pool = database.poolAs('sequencer');
    for (const n of [1, 1, 1, 252, 1, 1, 254, 1, 1, 700]) {
      await enqueue(n);
      while ((await integrate(pool, 'ledger')) > 0);
      await check();
    }
    expect(await integrate(pool, 'ledger')).toBe(0);
  });

  it('two at once and writers between: no gap, no duplicate, nothing left', async () => {
    const a = database.poolAs('sequencer');
    const b = database.poolAs('sequencer');
    const before = await check();
    const run = async (pool: typeof a): Promise<void> => {
      for (let i = 0; i < 30; i += 1) await integrate(pool, 'ledger').catch(() => 0);
    };
    await Promise.all([run(a), run(b), ...Array.from({ length: 10 }, () => enqueue(37))]);
    while ((await integrate(a, 'ledger')) > 0);
    expect(await check()).toBe(before + 370n);
  });

  it('one that was paused in its transaction and wakes after another went on writes nothing', async () => {
    const pool = database.poolAs('sequencer');
    await enqueue(3);
    const paused = await pool.connect();
    await paused.query('BEGIN');
    const { rows } = await paused.query<{ size: bigint; root: Buffer }>(
      'SELECT size, root FROM ledger.state',
    );
    await integrate(pool, 'ledger');
    const stale = rows[0]!;
    const swap = await paused.query(
      'UPDATE ledger.state SET size = $1, root = $2 WHERE size = $3 AND root = $2',
      [(stale.size + 1n).toString(), stale.root, stale.size.toString()],
    );
    expect(swap.rowCount).toBe(0);
    await paused.query('ROLLBACK');
    paused.release();
    await check();
  });

  it('refuses to go on from tiles that do not hash to the root', async () => {
    const admin = database.poolAs('superuser');
    await admin.query('ALTER TABLE ledger.tile DISABLE TRIGGER ledger_tile_only_grows');
    const { rows } = await admin.query<{ data: Buffer }>(
      'SELECT data FROM ledger.tile WHERE level = 0 AND n = 0',
    );
    const bad = Buffer.from(rows[0]!.data);
    bad[5]! ^= 1;
    const { rows: last } = await admin.query<{ n: bigint; data: Buffer }>(
      'SELECT n, data FROM ledger.tile WHERE level = 0 ORDER BY n DESC LIMIT 1',
    );
    const flipped = Buffer.from(last[0]!.data);
    flipped[0]! ^= 1;
    await admin.query('UPDATE ledger.tile SET data = $1 WHERE level = 0 AND n = $2', [
      flipped,
      last[0]!.n.toString(),
    ]);
    await enqueue(1);
    await expect(integrate(database.poolAs('sequencer'), 'ledger')).rejects.toThrow(
      'do not hash to its root',
    );
    await admin.query('UPDATE ledger.tile SET data = $1 WHERE level = 0 AND n = $2', [
      last[0]!.data,
      last[0]!.n.toString(),
    ]);
    await admin.query('ALTER TABLE ledger.tile ENABLE TRIGGER ledger_tile_only_grows');
    await integrate(database.poolAs('sequencer'), 'ledger');
    await check();
  });
});

describe('guards', () => {
  it.each([
    [
      'app',
      'INSERT INTO ledger.entry (idx, entry_id, data, leaf_hash) VALUES (99999, gen_random_uuid(), $1, $1)',
    ],
    ['app', 'UPDATE ledger.state SET size = 0'],
    ['app', 'DELETE FROM journal.row'],
    ['app', 'UPDATE journal.row SET note = null'],
    ['sequencer', 'UPDATE ledger.entry SET data = $1'],
    ['sequencer', "INSERT INTO ledger.checkpoint (size, root, note, at) VALUES (1, '', '', now())"],
    ['signer', 'INSERT INTO ledger.queue (entry_id, data) VALUES (gen_random_uuid(), $1)'],
    ['signer', 'UPDATE ledger.tile SET data = $1'],
  ] as const)('%s may not: %s', async (role, sql) => {
    const pool = role === 'app' ? database.pool : database.poolAs(role);
    await expect(pool.query(sql, sql.includes('$1') ? [Buffer.from(utf8('x'))] : [])).rejects.toThrow(
      'permission denied',
    );
  });

  it.each([
    ['UPDATE ledger.entry SET data = data', 'append-only'],
    ['DELETE FROM ledger.entry', 'append-only'],
    ['TRUNCATE ledger.entry', 'append-only'],
    ['UPDATE ledger.tile SET width = 1, data = substring(data FROM 1 FOR 32) WHERE width > 1', 'only grows'],
    ['DELETE FROM ledger.tile', 'only grows'],
  ])('not even the owner: %s', async (sql, message) => {
    await expect(database.poolAs('migrator').query(sql)).rejects.toThrow(message);
  });
});
