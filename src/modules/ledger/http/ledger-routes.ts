import { formatProof, fromHex, parseTilePath } from '@chengming/ledger-verify';
import { Hono } from 'hono';
import { Rid } from '#kernel';
import type { AppContext } from '#platform/context';
import { problem, wantsJson, type Ctx, type HttpEnv } from '#platform/http';
import { journalProofOf } from '../db/journal-proof.ts';
import { newestCheckpoint, pathInCheckpoint, readBundle, readTile } from '../db/log-reader.ts';
import { findCoveredRevision, findRecord } from '../db/record-reader.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const OPEN = { 'access-control-allow-origin': '*' };
const BYTES = { ...OPEN, 'content-type': 'application/octet-stream', 'cache-control': IMMUTABLE };
const TEXT = { ...OPEN, 'content-type': 'text/plain; charset=utf-8' };

/** Public texts of the log: its verifier key on one line, and the policy readers can start from. */
export type LedgerTexts = { readonly verifierKey: string; readonly policy: string };

/** `/ledger/*` and the machine side of `/records/*`: what public tools read. Never rate limited, open to every origin. */
export function ledgerRoutes(ctx: AppContext, texts: LedgerTexts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/ledger/checkpoint', async (c) => {
    const checkpoint = await newestCheckpoint(ctx.db);
    return checkpoint
      ? c.body(checkpoint.note, 200, { ...TEXT, 'cache-control': 'public, max-age=2' })
      : notFound(c);
  });
  app.get('/ledger/vkey', (c) =>
    c.body(`${texts.verifierKey}\n`, 200, { ...TEXT, 'cache-control': 'no-cache' }),
  );
  app.get('/ledger/policy', (c) => c.body(texts.policy, 200, { ...TEXT, 'cache-control': 'no-cache' }));
  app.get('/ledger/tile/*', async (c) => {
    const tile = parseTilePath(c.req.path.slice('/ledger/'.length));
    const checkpoint = tile && (await newestCheckpoint(ctx.db));
    if (!tile || !checkpoint) return notFound(c);
    const bytes =
      tile.level === 'entries'
        ? await readBundle(ctx.db, checkpoint.size, tile.n, tile.width)
        : await readTile(ctx.db, checkpoint.size, tile.level, tile.n, tile.width);
    return bytes ? c.body(new Uint8Array(bytes), 200, BYTES) : notFound(c);
  });
  app.get('/ledger/schema/:hash', async (c) => {
    const hash = fromHex(c.req.param('hash'));
    const row =
      hash &&
      (await ctx.db
        .selectFrom('ledger.field_schema')
        .select('dictionary')
        .where('hash', '=', Buffer.from(hash))
        .executeTakeFirst());
    if (!row) return notFound(c);
    return c.body(new Uint8Array(row.dictionary), 200, {
      ...OPEN,
      'content-type': 'application/json',
      'cache-control': IMMUTABLE,
    });
  });
  // The page for people is made by the module that owns pages, at the same address.
  app.get('/records/:rid', async (c, next) => (wantsJson(c) ? recordJson(ctx, c) : next()));
  app.get('/records/:rid/journal-proof', (c) => journalProof(ctx, c));
  app.get('/records/:rid/leaf', (c) => leaf(ctx, c, undefined));
  app.get('/records/:rid/proof', (c) => proof(ctx, c, undefined));
  app.get('/records/:rid/:rev{[1-9][0-9]{0,8}}/leaf', (c) => leaf(ctx, c, Number(c.req.param('rev'))));
  app.get('/records/:rid/:rev{[1-9][0-9]{0,8}}/proof', (c) => proof(ctx, c, Number(c.req.param('rev'))));
  return app;
}

/** The JSON form of `/records/{rid}`; the page for people is made by the module that owns pages. */
export async function recordJson(ctx: AppContext, c: Ctx): Promise<Response> {
  const rid = Rid.safeParse(c.req.param('rid'));
  const record = rid.success ? await findRecord(ctx.db, rid.data) : undefined;
  if (!record) return notFound(c);
  return c.body(JSON.stringify(record), 200, {
    ...OPEN,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-cache',
    vary: 'accept',
  });
}

async function leaf(ctx: AppContext, c: Ctx, rev: number | undefined): Promise<Response> {
  const found = await covered(ctx, c, rev);
  if (!found) return notFound(c);
  return c.body(new Uint8Array(found.leaf), 200, {
    ...OPEN,
    'content-type': 'application/json',
    'x-rev': String(found.rev),
    'cache-control': 'no-cache',
  });
}

async function proof(ctx: AppContext, c: Ctx, rev: number | undefined): Promise<Response> {
  const found = await covered(ctx, c, rev);
  const checkpoint = found && (await newestCheckpoint(ctx.db));
  if (!found || !checkpoint) return notFound(c);
  const path = await pathInCheckpoint(ctx.db, found.index, checkpoint.note);
  return c.body(formatProof({ index: found.index, path, checkpoint: checkpoint.note }), 200, {
    ...TEXT,
    'x-rev': String(found.rev),
    'cache-control': 'no-cache',
    'content-disposition': `inline; filename="${c.req.param('rid')}-${found.rev}.tlog-proof"`,
  });
}

/** When a sealed case began; only for a record that is published by now. */
async function journalProof(ctx: AppContext, c: Ctx): Promise<Response> {
  const rid = Rid.safeParse(c.req.param('rid'));
  const published = rid.success && (await findCoveredRevision(ctx.db, rid.data));
  const text = published && rid.success ? await journalProofOf(ctx.db, rid.data) : undefined;
  return text === undefined ? notFound(c) : c.body(text, 200, { ...TEXT, 'cache-control': 'no-cache' });
}

async function covered(ctx: AppContext, c: Ctx, rev: number | undefined) {
  const rid = Rid.safeParse(c.req.param('rid'));
  return rid.success ? findCoveredRevision(ctx.db, rid.data, rev) : undefined;
}

function notFound(c: Ctx): Response {
  return problem(c, 404, 'ledger/not-found', { title: '账本中没有这个地址的内容，或它还没有被检查点覆盖。' });
}
