import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeLeaf, formatCheckpoint, toHex, utf8 } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import pg from 'pg';
import { parseConfig } from '#platform/config';
import type { AppContext } from '#platform/context';
import { createDb, createPool, startEmbedded, transactOn, type EmbeddedServer } from '#platform/database';
import { createFiles } from '#platform/files';
import { createJobs, runLoops } from '#platform/jobs';
import { createLog } from '#platform/log';
import { systemClock, systemIds } from '#platform/system';
import { ok } from '#kernel';
import { appendRevision, ledgerLoops } from '#modules/ledger';
import { migrateAll } from '../src/entry/migrate-all.ts';
import { pathInCheckpoint } from '../src/modules/ledger/db/log-reader.ts';
import { integrate } from '../src/modules/ledger/tree/integrate.ts';

/** One line of the table of `npm run bench` (DESIGN §7): what was measured, in which unit, against which bar. */
export type Figure = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: string;
};

/**
 * The ledger on a server of its own that keeps fsync on: a burst through the sequencer, publish → exposed checkpoint at
 * 50 leaves a second through the real loops, and inclusion proofs from stored tiles.
 */
export async function benchLedger(options = { burst: 120_000, seconds: 20 }): Promise<readonly Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chengming-bench-'));
  const server = await startEmbedded({ dataDir });
  try {
    await migrateAll(server.url('migrator'));
    return [
      ...(await latency(server, dataDir, options.seconds)),
      ...(await burst(server, options.burst)),
      ...(await proofs(server)),
    ];
  } finally {
    await server.stop('immediate');
    await rm(dataDir, { recursive: true, force: true });
  }
}

function poolOf(server: EmbeddedServer, role: 'app' | 'sequencer' | 'migrator', max = 4): pg.Pool {
  return createPool({ url: server.url(role), name: 'bench', max, onError: () => undefined });
}

async function latency(server: EmbeddedServer, dataDir: string, seconds: number): Promise<Figure[]> {
  const pool = poolOf(server, 'app', 20);
  const db = createDb(pool);
  const config = parseConfig({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    DATABASE_URL: server.url('app'),
    DATABASE_MIGRATOR_URL: server.url('migrator'),
    DATABASE_SEQUENCER_URL: server.url('sequencer'),
    DATABASE_SIGNER_URL: server.url('signer'),
  });
  const ctx: AppContext = {
    config,
    log: createLog({ level: 'error', name: 'bench' }),
    clock: systemClock,
    ids: systemIds,
    db,
    transact: transactOn(db),
    files: createFiles(join(dataDir, 'files')),
    jobs: createJobs(),
  };
  const { loops, close } = await ledgerLoops(ctx);
  const listener = new pg.Client({ connectionString: server.url('app') });
  await listener.connect();
  for (const channel of ['ledger_queue', 'ledger_integrated', 'ledger_exposed'])
    await listener.query(`LISTEN ${channel}`);
  const exposedAt = new Map<string, number>();
  listener.on('notification', (note) => {
    if (note.channel === 'ledger_exposed') exposedAt.set(note.payload ?? '', performance.now());
  });
  const running = runLoops(loops, listener, ctx.log);
  const committedAt = new Map<string, number>();
  const agencyId = systemIds.uuid(new Date());
  const publishing: Promise<void>[] = [];
  const begun = performance.now();
  for (let i = 0; i < 50 * seconds; i += 1) {
    const due = begun + i * 20;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const rid = systemIds.rid();
    publishing.push(
      ctx
        .transact(async (tx) =>
          ok(
            await appendRevision(tx, {
              ids: systemIds,
              at: systemClock.now(),
              rid,
              type: 'case',
              act: 'accept',
              agencyId,
              org: 'BENCH',
              basis: 'demo',
              schema: 'case/1',
              fields: [{ name: 'state', value: 'accepted', state: 'open' }],
            }),
          ),
        )
        .then(() => void committedAt.set(rid, performance.now())),
    );
  }
  await Promise.all(publishing);
  for (let i = 0; i < 200; i += 1) {
    const { rows } = await pool.query('SELECT 1 FROM ledger.revision WHERE covered_size IS NULL LIMIT 1');
    if (rows.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { rows } = await pool.query<{ rid: string; size: string }>(
    'SELECT rid, covered_size::text AS size FROM ledger.revision',
  );
  const waits = rows.flatMap(({ rid, size }) => {
    const at = committedAt.get(rid);
    return at === undefined ? [] : [(exposedAt.get(size) ?? Number.NaN) - at];
  });
  await running.stop();
  await close();
  await listener.end();
  await pool.end();
  const p = percentiles(waits);
  return [
    { what: 'commit → exposed checkpoint at 50/s, p50', value: p(0.5), unit: 'ms', bar: '' },
    { what: 'commit → exposed checkpoint at 50/s, p99', value: p(0.99), unit: 'ms', bar: '≤ 2,000' },
  ];
}

async function burst(server: EmbeddedServer, n: number): Promise<Figure[]> {
  const owner = poolOf(server, 'migrator');
  const sequencer = poolOf(server, 'sequencer');
  const schema = '0'.repeat(64);
  for (let at = 0; at < n; at += 10_000) {
    const leaves = Array.from({ length: Math.min(10_000, n - at) }, (_, i) =>
      Buffer.from(
        encodeLeaf({
          v: 'gov-leaf/1',
          act: 'accept',
          type: 'case',
          at: '2026-11-23T00:00:00Z',
          basis: 'demo',
          cm: toHex(nodeCrypto.sha256(utf8(`${at + i}`))),
          n: 1,
          org: 'BENCH',
          prev: '',
          rev: 1,
          rid: systemIds.rid(),
          schema,
        }),
      ),
    );
    await owner.query(
      'INSERT INTO ledger.queue (entry_id, data) SELECT gen_random_uuid(), d FROM unnest($1::bytea[]) d',
      [leaves],
    );
  }
  await owner.query('ANALYZE ledger.queue');
  const steps: number[] = [];
  const begun = performance.now();
  for (let taken = 1; taken > 0;) {
    const stepped = performance.now();
    taken = await integrate(sequencer, 'ledger');
    if (taken > 0) steps.push(performance.now() - stepped);
  }
  const elapsed = performance.now() - begun;
  await owner.end();
  await sequencer.end();
  const p = percentiles(steps);
  return [
    {
      what: `sequencer, burst of ${n}, batches of 1,024`,
      value: (n / elapsed) * 1_000,
      unit: 'entries/s',
      bar: '≥ 2,000',
    },
    { what: 'one batch, p99', value: p(0.99), unit: 'ms', bar: '' },
  ];
}

async function proofs(server: EmbeddedServer): Promise<Figure[]> {
  const pool = poolOf(server, 'app');
  const { rows } = await pool.query<{ size: bigint }>('SELECT size FROM ledger.state');
  const size = rows[0]?.size ?? 0n;
  const db = createDb(pool);
  const root = new Uint8Array(32);
  const note = `${formatCheckpoint({ origin: 'bench', size, root })}\n\u2014 bench AAAAAAA=\n`;
  const times: number[] = [];
  for (let i = 0; i < 1_000; i += 1) {
    const index = (BigInt(i) * 7_919n) % size;
    const begun = performance.now();
    await pathInCheckpoint(db, index, note);
    times.push(performance.now() - begun);
  }
  await pool.end();
  return [
    {
      what: `inclusion proof from tiles in PostgreSQL, ${size} entries, p99`,
      value: percentiles(times)(0.99),
      unit: 'ms',
      bar: '≤ 20',
    },
  ];
}

function percentiles(values: readonly number[]): (share: number) => number {
  const sorted = values.toSorted((a, b) => a - b);
  return (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
