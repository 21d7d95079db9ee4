import { parsePolicy, verifyProof, formatProof } from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, type Rid } from '#kernel';
import { testContext } from '#tests/context';
import { testDatabase, type TestDatabase } from '#tests/database';
import { tempDir, testNoteKey } from '#tests/ledger';
import { appendRevision } from '../db/append-revision.ts';
import { newestCheckpoint, pathInCheckpoint } from '../db/log-reader.ts';
import { findCoveredRevision, findRecord } from '../db/record-reader.ts';
import { integrate } from '../tree/integrate.ts';
import { publishOnce } from '../worker/publish-once.ts';
import { openGuard } from '../signing/guard.ts';
import { settleAfterRestore } from './after-restore.ts';
import { rejoin } from './rejoin.ts';

// What one database published, another one – empty, as if restored from a backup of the first day – must live with.
const lived = testDatabase();
const restored = testDatabase();
const strayed = testDatabase();
const before = testContext(lived);
const after = testContext(restored);
const stray = testContext(strayed);
const key = testNoteKey();
const policy = (() => {
  const parsed = parsePolicy(c, `log ${key.text}\nquorum none\n`);
  if ('error' in parsed) throw new Error(parsed.error.reason);
  return parsed.policy;
})();

let guardDir = '';
beforeEach(() => {
  guardDir = tempDir();
});

function publish(database: TestDatabase): Promise<void> {
  return publishOnce({
    sequencer: database.poolAs('sequencer'),
    signer: database.poolAs('signer'),
    clock: before.clock,
    guardDir,
    key,
  });
}

function settle(again: boolean, database = restored) {
  return settleAfterRestore({
    owner: database.poolAs('migrator'),
    guardDir,
    ids: after.ids,
    now: after.clock.now(),
    rejoin: again,
  });
}

async function append(ctx: typeof before, rid: Rid, act: 'accept' | 'stage' = 'accept'): Promise<void> {
  await ctx.transact(async (tx) =>
    ok(
      await appendRevision(tx, {
        ids: ctx.ids,
        at: ctx.clock.now(),
        rid,
        type: 'case',
        act,
        agencyId: '00000000-0000-7000-8000-0000000000aa',
        org: 'TEST',
        basis: 'demo',
        schema: 'case/1',
        fields: [{ name: 'state', value: act, state: 'open' }],
      }),
    ),
  );
}

describe('after a restore', () => {
  it('of an older state: the sequencer stands still, the signer refuses, a rejoin brings all published back', async () => {
    const shared = before.ids.rid();
    const rids = Array.from({ length: 600 }, () => before.ids.rid());
    await append(before, shared);
    for (const rid of rids) await append(before, rid);
    await append(before, shared, 'stage');
    await publish(lived);
    const exposed = await newestCheckpoint(lived.db);

    expect(await settle(false)).toEqual({ ok: true, value: { state: 'behind', size: 0n, signed: 602n } });
    await append(after, after.ids.rid());
    await expect(publish(restored)).rejects.toThrow('restored from an older state');
    expect(await newestCheckpoint(restored.db)).toBeUndefined();

    const joined = await settle(true);
    if (!joined.ok || joined.value.state !== 'rejoined') throw new Error('not rejoined');
    expect(joined.value).toMatchObject({ from: 0n, to: 602n });
    expect(joined.value.lost).toHaveLength(602);
    expect(joined.value.lost.at(-1)).toMatchObject({ index: 601n, rid: shared, rev: 2, act: 'stage' });

    // It goes on from there: the old checkpoint's proofs hold, the record's next revision chains to the lost one.
    await append(after, shared, 'stage');
    await publish(restored);
    const newest = await newestCheckpoint(restored.db);
    expect(newest?.size).toBe(604n);
    for (const rid of [shared, rids[0]!, rids[599]!]) {
      const leaf = await findCoveredRevision(restored.db, rid, 1);
      if (!leaf) throw new Error('a published leaf is gone');
      for (const checkpoint of [exposed!.note, newest!.note]) {
        const path = await pathInCheckpoint(restored.db, leaf.index, checkpoint);
        const proof = formatProof({ index: leaf.index, path, checkpoint });
        expect(verifyProof(c, policy, leaf.leaf, proof)).toMatchObject({ ok: true });
      }
    }
    const record = await findRecord(restored.db, shared);
    expect(record?.revisions.map((r) => [r.rev, r.fields.length])).toEqual([
      [1, 0],
      [2, 0],
      [3, 1],
    ]);
    expect(await settle(true)).toMatchObject({ ok: true, value: { state: 'in-step' } });
  });

  it('with an empty guard: refused until the restore begins one', async () => {
    await expect(publish(restored)).rejects.toThrow('the guard folder holds no mark');
    expect(await settle(false)).toEqual({ ok: true, value: { state: 'guard-begun', size: 604n } });
    await append(after, after.ids.rid());
    await publish(restored);
    expect((await newestCheckpoint(restored.db))?.size).toBe(605n);
  });

  it.each([3, 700])('a database that gave %i indices away by itself is not mended in silence', async (n) => {
    await settle(false, lived);
    for (let i = 0; i < n; i += 1) await append(stray, stray.ids.rid());
    while ((await integrate(strayed.poolAs('sequencer'), 'ledger')) > 0);
    expect(await settle(true, strayed)).toMatchObject({ ok: false, error: { code: 'ledger/diverged' } });
  });

  it('without any guard a rejoin is refused, not guessed', async () => {
    const owner = strayed.poolAs('migrator');
    const guard = openGuard(guardDir);
    expect(await rejoin({ pool: owner, guard, ids: stray.ids, now: stray.clock.now() })).toEqual({
      ok: false,
      error: { code: 'ledger/guard-empty' },
    });
  });
});
