import { legalDayOf } from '#kernel';
import { loadLedgerKeys, publishOnce } from '#modules/ledger';
import { createPool } from '#platform/database';
import { everNewEpoch } from '#platform/http';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { composeWeb } from '../src/entry/compose-web.ts';
import type { Wired } from '../src/entry/context.ts';
import { atMost, percentiles, type Figure } from './figure.ts';
import { fillCases, numberOf, type Bound } from './fill-cases.ts';
import { startBench, type Bench, type Scratch } from './scratch.ts';

const SIZES = [10_000, Number(process.env['BENCH_CASES'] ?? 100_000)] as const;
/** Bodies of the demonstration that decide no cases. */
const EMPTY = ['hebei-commerce', 'tangshan-audit', 'tangshan-justice'];
const RUNS = 5;
const ASKED = 40;
/** A fixed mix: in every party's name, in a tenth, in one of 120, in a few, a whole number, in none. */
const WORDS = ['有限公司', '唐山商贸', '恒达石化', '曹妃甸瑞丰拍卖', '许可', '不存在的词'];

/** Pages that are made anew at each request, with the same bureau and ten times the cases. */
export async function* benchCases(scratch: Scratch): AsyncGenerator<Figure> {
  const bench = await startBench(scratch);
  const ctx = bench.context();
  await loadDemonstration(ctx);
  const bound = await boundTo(ctx);
  const today = legalDayOf(ctx.clock.now());
  const app = await composeWeb(ctx, { ledger: () => undefined, epoch: everNewEpoch() });
  const measured: Measured[] = [];
  let filled = 0;
  for (const size of SIZES) {
    const begun = performance.now();
    await fill(bench, ctx, bound, { from: filled, to: size, today });
    filled = size;
    const seconds = (performance.now() - begun) / 1_000;
    const what = `time to fill up to ${size.toLocaleString('en')} cases, their leaves by the sequencer`;
    yield { what, value: seconds, unit: 's', bar: atMost(seconds, 600, 's') };
    measured.push(await measure(async (path) => app.request(path), bound, size));
  }
  const [small, large] = measured;
  for (const [name, one] of large ?? []) {
    const before = small?.get(name);
    if (before === undefined) continue;
    const what = `${name} at ${SIZES[1].toLocaleString('en')} published cases, uncached`;
    yield {
      what: `${what}, p50`,
      value: one.p50,
      unit: 'ms',
      peer: { name: `at ${SIZES[0].toLocaleString('en')}`, value: before.p50 },
      bar: { text: '≤ 1.3× or 3 ms more', met: one.p50 <= Math.max(before.p50 * 1.3, before.p50 + 3) },
    };
    yield {
      what: `${what}, p95`,
      value: one.p95,
      unit: 'ms',
      peer: { name: `at ${SIZES[0].toLocaleString('en')}`, value: before.p95 },
      bar: atMost(one.p95, 50, 'ms'),
    };
  }
}

async function boundTo(ctx: Wired): Promise<Bound> {
  const agency = await ctx.db
    .selectFrom('agency')
    .select(['id', 'uscc'])
    .where('import_key', '=', 'agency-tssswj')
    .executeTakeFirstOrThrow();
  const powers = await ctx.db
    .selectFrom('power_in_force as f')
    .innerJoin('power_item as p', 'p.id', 'f.power_id')
    .innerJoin('power_version as v', 'v.id', 'f.version_id')
    .select(['p.id', 'p.code', 'v.rid'])
    .where('v.flow_version_id', 'is not', null)
    .orderBy('p.code')
    .execute();
  return {
    agencyId: agency.id,
    org: agency.uscc ?? 'NO-CODE',
    powers: powers.flatMap(({ id, code, rid }) => (code === null ? [] : [{ id, code, rid }])),
  };
}

async function fill(bench: Bench, ctx: Wired, bound: Bound, range: Parameters<typeof fillCases>[2]) {
  const pools = (['superuser', 'sequencer', 'signer'] as const).map((role) =>
    createPool({ url: bench.server.url(role), name: 'bench', max: 3, onError: () => undefined }),
  );
  const [owner, sequencer, signer] = pools;
  if (!owner || !sequencer || !signer) throw new Error('three pools');
  const client = await owner.connect();
  await fillCases(client, bound, range);
  await client.query('RESET session_replication_role');
  client.release();
  const { log: key } = await loadLedgerKeys(ctx);
  await publishOnce({ sequencer, signer, clock: ctx.clock, guardDir: ctx.config.ledger.guardDir, key });
  await owner.query('UPDATE disclosure_cursor SET next_index = (SELECT size FROM ledger.state)');
  await owner.query('VACUUM ANALYZE');
  await Promise.all(pools.map((pool) => pool.end()));
}

type Measured = ReadonlyMap<string, { readonly p50: number; readonly p95: number }>;

/** The median of five runs, each asking so many times. */
async function measure(
  ask: (path: string) => Promise<Response>,
  { org, powers }: Bound,
  size: number,
): Promise<Measured> {
  const next = await nextPage(ask, '/cases?state=closed', 40);
  const pages: readonly (readonly [string, (i: number) => string])[] = [
    ['home page', () => '/'],
    ['list of running cases', () => '/cases'],
    ['list of closed cases', () => '/cases?state=closed'],
    ['list by power', (i) => `/cases?state=closed&power=${powers[i % powers.length]?.code ?? ''}`],
    ['list by agency', () => '/cases?state=closed&agency=tangshan-commerce'],
    ['list by an agency without cases', (i) => `/cases?state=closed&agency=${EMPTY[i % EMPTY.length]}`],
    ['fortieth page of the list', () => next],
    ['case', (i) => `/cases/${numberOf(org, (i * 7_919) % size)}`],
    ['search, mixed words', (i) => `/search?q=${encodeURIComponent(WORDS[i % WORDS.length] ?? '')}`],
    ['search by number', (i) => `/search?q=${numberOf(org, (i * 104_729) % size)}`],
    ['late obligations', () => '/obligations'],
    ['what was late', () => '/obligations?tab=was'],
  ];
  const found = new Map<string, { p50: number; p95: number }>();
  for (const [name, path] of pages) {
    const runs: { p50: number; p95: number }[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const times: number[] = [];
      for (let i = 0; i < ASKED; i += 1) {
        const begun = performance.now();
        const answer = await ask(path(run * ASKED + i));
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`${path(i)} answered ${answer.status}`);
        times.push(performance.now() - begun);
      }
      // The first run warms the program and the server.
      if (run > 0) runs.push({ p50: percentiles(times)(0.5), p95: percentiles(times)(0.95) });
    }
    const middle = (of: 'p50' | 'p95'): number => percentiles(runs.map((one) => one[of]))(0.5);
    found.set(name, { p50: middle('p50'), p95: middle('p95') });
  }
  return found;
}

async function nextPage(
  ask: (path: string) => Promise<Response>,
  path: string,
  pages: number,
): Promise<string> {
  let at = path;
  for (let i = 0; i < pages; i += 1) {
    const href = /href="(\/cases\?[^"]*after=[^"]+)"/.exec(await (await ask(at)).text())?.[1];
    if (href === undefined) throw new Error(`no page after ${at}`);
    at = href.replaceAll('&amp;', '&');
  }
  return at;
}
