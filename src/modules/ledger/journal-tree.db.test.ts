import {
  commit,
  fieldValueBytes,
  fromHex,
  parseJournalProof,
  rootFromTiles,
  toHex,
  verifyJournalProof,
} from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { ok, Rid } from '#kernel';
import { writeJournal } from '#modules/journal';
import type { HttpEnv } from '#platform/http';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { tempDir, testLog, testNoteKey } from '#tests/ledger';
import { appendRevision, findRecord, ledgerRoutes, type RevisionInput } from './index.ts';
import { tileReader } from './tree/stored-tree.ts';
import { anchorJournal } from './worker/anchor-journal.ts';

const database = testDatabase();
const ctx = testContext(database);
const guardDir = tempDir();
const log = testLog(database, ctx.clock, guardDir);
const key = testNoteKey();
const agencyId = '00000000-0000-7000-8000-0000000000aa';
const app = new Hono<HttpEnv>();
beforeAll(() => {
  app.use(async (x, next) => {
    x.set('requestId', 'r');
    x.set('lang', 'zh');
    return next();
  });
  app.route('/', ledgerRoutes(ctx, { verifierKey: key.text, policy: '' }));
});

async function journal(subjectRid: string, commitment?: Uint8Array): Promise<void> {
  await ctx.transact(async (tx) =>
    ok(
      await writeJournal(tx, {
        ids: ctx.ids,
        at: ctx.clock.now(),
        actor: { kind: 'system', id: 'test' },
        action: 'case/receive',
        subjectType: 'case',
        subjectRid,
        agencyId,
        requestId: 'r',
        ...(commitment ? { commitment } : {}),
      }),
    ),
  );
}

async function publishDecision(rid: RevisionInput['rid']): Promise<void> {
  await ctx.transact(async (tx) =>
    ok(
      await appendRevision(tx, {
        ids: ctx.ids,
        at: ctx.clock.now(),
        rid,
        type: 'decision',
        act: 'publish',
        agencyId,
        org: 'TEST',
        basis: 'demo',
        schema: 'case/1',
        fields: [{ name: 'decision', value: 'penalty', state: 'open' }],
      }),
    ),
  );
}

async function anchors() {
  const { rows } = await database.pool.query<{ rid: string; rev: number; size: bigint }>(
    'SELECT rid, rev, size FROM journal.anchor ORDER BY at',
  );
  return rows;
}

describe('the journal tree', () => {
  const sealed = ctx.ids.rid();
  const commitment = new Uint8Array(32).fill(9);

  it('is anchored once in ten minutes, moved or not, and by one process', async () => {
    await journal(ctx.ids.rid());
    await journal(sealed, commitment);
    for (let i = 0; i < 300; i += 1) await journal(ctx.ids.rid());
    await log.publish();
    for (const [at, count] of [
      ['2026-11-23T09:00:05+08:00', 1],
      ['2026-11-23T09:09:59+08:00', 1],
      ['2026-11-23T09:10:00+08:00', 2],
      ['2026-11-23T09:20:30+08:00', 3],
    ] as const) {
      ctx.clock.set(at);
      await Promise.all([anchorJournal(ctx), anchorJournal(ctx), anchorJournal(ctx)]);
      expect({ at, count: (await anchors()).length }).toEqual({ at, count });
    }
    const made = await anchors();
    expect(made.map((a) => [a.rev, a.size])).toEqual([1, 1, 1].map((rev) => [rev, 302n]));
    expect(new Set(made.map((a) => a.rid)).size).toBe(3);
  });

  it('shows the public its root and never its size', async () => {
    await log.publish();
    const [anchor] = await anchors();
    const record = await findRecord(database.db, Rid.parse(anchor!.rid));
    const [field, ...others] = record!.revisions[0]!.fields;
    expect(others).toEqual([]);
    const root = await rootFromTiles(c, 302n, tileReader(database.pool, 'journal'));
    expect(field).toMatchObject({ name: 'root', state: 'open', value: toHex(root) });
    const salt = fromHex(field!.salt ?? '');
    expect(toHex(commit(c, 'root', salt!, fieldValueBytes(toHex(root))))).toBe(field!.commitment);
    expect(JSON.stringify(record)).not.toMatch(/[:",[]302[",}\]]/);
  });

  it('proves when a sealed case began, once its decision is public and not before', async () => {
    expect((await app.request(`/records/${sealed}/journal-proof`)).status).toBe(404);
    await publishDecision(sealed);
    await log.publish();
    const text = await (await app.request(`/records/${sealed}/journal-proof`)).text();
    const proof = parseJournalProof(text);
    expect(proof?.entry).toMatchObject({ at: '2026-11-23T01:00:00Z', commitment: toHex(commitment) });
    const [anchor] = await anchors();
    expect(proof?.anchor).toEqual({ rid: anchor!.rid, rev: 1 });
    const anchored = await findRecord(database.db, Rid.parse(anchor!.rid));
    const root = fromHex(String(anchored!.revisions[0]!.fields[0]!.value));
    expect(verifyJournalProof(c, proof!, root!)).toBe(true);
    expect(verifyJournalProof(c, { ...proof!, index: proof!.index + 1n }, root!)).toBe(false);
    const forged = parseJournalProof(text.replace('2026-11-23T01:00:00Z', '2026-11-22T01:00:00Z'));
    expect(verifyJournalProof(c, forged!, root!)).toBe(false);
  });

  it.each([
    ['another header', (t: string) => t.replace('gov-journal-proof/1', 'gov-journal-proof/2')],
    ['no anchor', (t: string) => t.replace(/anchor .*\n/, '')],
    ['a bad hash', (t: string) => t.replace(/\nsize (\d+)\n/, '\nsize $1\nAAAA\n')],
    ['more in the entry', (t: string) => t.replace('"rest"', '"who":"x","rest"')],
    ['no end', (t: string) => t.trimEnd()],
  ])('a proof with %s is not one', async (_, spoil) => {
    const text = await (await app.request(`/records/${sealed}/journal-proof`)).text();
    expect(parseJournalProof(text)).toBeDefined();
    expect(parseJournalProof(spoil(text))).toBeUndefined();
  });

  it('has no proof for a public record that the journal never committed to', async () => {
    const open = ctx.ids.rid();
    await publishDecision(open);
    await log.publish();
    expect((await app.request(`/records/${open}/journal-proof`)).status).toBe(404);
  });
});
