import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { assertOk } from '#kernel';
import type { StaffActor } from '#modules/access';
import { installCalendar } from '#modules/calendar';
import { completeStep } from '#modules/cases';
import type { UseCase } from '#platform/context';
import { createDb, createPool, transactOn } from '#platform/database';
import { apply, bureau } from '../src/modules/cases/use-cases/cases-db.test-support.ts';
import type { Submitted } from '../src/modules/cases/use-cases/submit-application.ts';
import { share, type Figure } from './figure.ts';
import { findTool, startBench, type Bench, type Scratch } from './scratch.ts';

const CLIENTS = 8;
const CASES = 24;
const STEPS = [
  ['post-sp-ck', 'lic-receive', 'complete'],
  ['post-sp-ck', 'lic-accept', 'done'],
  ['post-sp-sc', 'lic-review', 'no'],
] as const;
const PGBENCH = findTool('/usr/bin/pgbench', '/usr/lib/postgresql/15/bin/pgbench');

/**
 * Registering, accepting (number, notice, leaf, public view) and reviewing licence cases through the use case by eight
 * clients; then pgbench runs the same statements with the same values on a copy of the same database.
 */
export async function* benchSteps(scratch: Scratch): AsyncGenerator<Figure> {
  const bench = await startBench(scratch);
  const prepared = await prepare(bench);
  const admin = new pg.Client({ connectionString: bench.server.url('superuser', 'postgres') });
  await admin.connect();
  scratch.onEnd(() => admin.end());
  await admin.query('CREATE DATABASE replay TEMPLATE chengming OWNER chengming_migrator');
  await admin.query('CHECKPOINT');
  const { perSecond, recorded } = await runSteps(bench, prepared);
  const what = `case step through its use case, ${CLIENTS} clients`;
  yield { what, value: perSecond, unit: 'steps/s' };
  yield {
    what: 'statements in a step',
    value: recorded.flat().length / (CLIENTS * CASES * STEPS.length),
    unit: '',
  };
  const asPgbench = 'the same statements by pgbench -f';
  if (PGBENCH === undefined) {
    yield { what: asPgbench, note: 'no pgbench (Debian: postgresql-contrib)' };
    return;
  }
  await admin.query('CHECKPOINT');
  const replayed = await replay(bench, recorded);
  await assertSame(bench);
  yield {
    what,
    value: perSecond,
    unit: 'steps/s',
    peer: { name: asPgbench, value: replayed },
    bar: share(perSecond / replayed, 0.5),
  };
  await admin.query('CREATE DATABASE simple');
  const simple = await simpleUpdates(PGBENCH, bench.server.url('superuser', 'simple'));
  yield {
    what,
    value: perSecond,
    unit: 'steps/s',
    peer: { name: 'pgbench -N, transactions/s', value: simple },
  };
}

type Prepared = {
  readonly actors: ReadonlyMap<string, StaffActor>;
  readonly cases: readonly Submitted[][];
};

/** A bureau with a published licence flow, and cases that wait at its window, so many for each client. */
async function prepare(bench: Bench): Promise<Prepared> {
  const wired = bench.context();
  const ctx: UseCase = { ...wired, requestId: 'bench' };
  assertOk(await installCalendar(ctx));
  const made = await bureau(ctx, 'flow-licence');
  const actors = new Map<string, StaffActor>();
  for (const [post] of STEPS) actors.set(post, await made.staff(post));
  const cases: Submitted[][] = [];
  for (let i = 0; i < CLIENTS; i += 1) {
    const own: Submitted[] = [];
    for (let n = 0; n < CASES; n += 1) own.push(await apply(ctx, made.binding));
    cases.push(own);
  }
  await wired.pool.query('ANALYZE');
  await wired.close();
  return { actors, cases };
}

type Statement = { readonly text: string; readonly values: readonly unknown[] };

async function runSteps(bench: Bench, { actors, cases }: Prepared) {
  const wired = bench.context();
  const recorded: Statement[][] = [];
  const clients = cases.map((own) => {
    const statements: Statement[] = [];
    recorded.push(statements);
    const pool = createPool({
      url: bench.server.url('app'),
      name: 'bench',
      max: 4,
      onError: () => undefined,
    });
    recordStatements(pool, statements);
    const db = createDb(pool);
    return { own, pool, ctx: { ...wired, db, transact: transactOn(db), requestId: 'bench' } };
  });
  const begun = performance.now();
  await Promise.all(
    clients.map(async ({ own, ctx }) => {
      for (const { agencyId, caseId } of own)
        for (const [post, node, outcome] of STEPS) {
          const actor = actors.get(post);
          if (actor === undefined) throw new Error(`nobody on ${post}`);
          assertOk(await completeStep(ctx, actor, { agencyId, caseId, node, step: { outcome } }));
        }
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  await Promise.all(clients.map(({ pool }) => pool.end()));
  return { perSecond: (CLIENTS * CASES * STEPS.length) / seconds, recorded };
}

/** Notes what is sent over any connection of the pool, in the order it is sent. */
function recordStatements(pool: pg.Pool, into: Statement[]): void {
  pool.on('connect', (client) => {
    const send = client.query.bind(client);
    Object.defineProperty(client, 'query', {
      value(...args: readonly unknown[]) {
        const [text, values] = args;
        if (typeof text === 'string') into.push({ text, values: Array.isArray(values) ? values : [] });
        return Reflect.apply(send, client, args);
      },
    });
  });
}

/** One pgbench for each client, all at once; answers with steps a second. */
async function replay(bench: Bench, recorded: readonly (readonly Statement[])[]): Promise<number> {
  const files = await Promise.all(
    recorded.map(async (statements, i) => {
      const file = join(bench.dataDir, `client-${i}.sql`);
      await writeFile(file, statements.map((one) => `${inlined(one)};\n`).join(''));
      return file;
    }),
  );
  const begun = performance.now();
  await Promise.all(
    files.map((file) =>
      output(PGBENCH ?? '', ['-n', '-c', '1', '-t', '1', '-f', file, bench.server.url('app', 'replay')]),
    ),
  );
  return (CLIENTS * CASES * STEPS.length * 1_000) / (performance.now() - begun);
}

/** The statement with its values in place: quoted, so that their types are inferred as those of parameters are. */
function inlined({ text, values }: Statement): string {
  return text.replaceAll(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1]));
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'bigint') return value.toString();
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  if (value instanceof Date) return `'${value.toISOString()}'`;
  if (Array.isArray(value))
    return pg.escapeLiteral(`{${value.map((one) => JSON.stringify(String(one))).join(',')}}`);
  return pg.escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value));
}

/** That pgbench wrote what the use cases wrote. */
async function assertSame(bench: Bench): Promise<void> {
  const count = async (database: string): Promise<unknown> => {
    const client = new pg.Client({ connectionString: bench.server.url('superuser', database) });
    await client.connect();
    const { rows } = await client.query(
      `SELECT (SELECT count(*) FROM journal.row) AS journal, (SELECT count(*) FROM ledger.queue) AS leaves,
              (SELECT count(*) FROM case_event) AS events, (SELECT count(*) FROM case_document) AS documents`,
    );
    await client.end();
    return rows[0];
  };
  const [own, copied] = [JSON.stringify(await count('chengming')), JSON.stringify(await count('replay'))];
  if (own !== copied) throw new Error(`the use cases wrote ${own}, pgbench ${copied}`);
}

async function simpleUpdates(pgbench: string, url: string): Promise<number> {
  await output(pgbench, ['-i', '-q', '-s', '10', url]);
  const said = await output(pgbench, ['-N', '-n', '-c', String(CLIENTS), '-j', '2', '-T', '10', url]);
  const tps = /^tps = ([\d.]+)/m.exec(said)?.[1];
  if (tps === undefined) throw new Error(said);
  return Number(tps);
}

async function output(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let failed = '';
  child.stdout.on('data', (part) => (said += String(part)));
  child.stderr.on('data', (part) => (failed += String(part)));
  const [code]: unknown[] = await once(child, 'close');
  if (code !== 0 || /\bERROR\b/.test(failed)) throw new Error(`${command}: ${failed.slice(0, 2_000)}`);
  return said;
}
