import { equalBytes, leafHash, tileWidth, toHex } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type pg from 'pg';
import { loadRange, tileReader } from '../tree/stored-tree.ts';
import type { Guard, HighWater } from './guard.ts';
import { RollbackRefusal, type TreeState } from './rollback.ts';

/**
 * Reads the new entries back, recomputes their hashes and the root, and compares with what the sequencer stored: this
 * catches a bit that differs between an entry and its hash. Copies entries and tiles to the guard on the way.
 */
export async function copyToGuard(
  guard: Guard,
  client: pg.ClientBase,
  state: TreeState,
  mark: Pick<HighWater, 'size' | 'root'> | undefined,
): Promise<void> {
  const from = mark?.size ?? 0n;
  const range = await loadRange(client, 'ledger', from);
  if (mark && !equalBytes(range.root(), mark.root))
    throw new RollbackRefusal(
      'ledger/other-tree',
      `the first ${from} entries are not those that were signed`,
    );
  for (let n = from / 256n; n * 256n < state.size; n += 1n) {
    const { rows } = await client.query<{ idx: bigint; data: Buffer }>(
      'SELECT idx, data FROM ledger.entry WHERE idx >= $1 AND idx < $2 ORDER BY idx',
      [(n * 256n).toString(), min((n + 1n) * 256n, state.size).toString()],
    );
    const entries = rows.map((r) => new Uint8Array(r.data));
    if (entries.length !== tileWidth(state.size, 0, n))
      throw new Error(`bundle ${n} has ${entries.length} entries`);
    const hashes = entries.map((entry) => leafHash(nodeCrypto, entry));
    const stored = await tileReader(client, 'ledger')({ level: 0, n, width: entries.length });
    if (!equalBytes(Buffer.concat(hashes), stored))
      throw new RollbackRefusal(
        'ledger/other-tree',
        `entries of bundle ${n} do not match their stored hashes`,
      );
    hashes.forEach((hash, i) => {
      if (n * 256n + BigInt(i) >= from) range.append(hash);
    });
    await guard.keepEntries(n, entries);
  }
  if (!equalBytes(range.root(), state.root))
    throw new RollbackRefusal(
      'ledger/other-tree',
      `the entries hash to ${toHex(range.root())}, not to the stored root`,
    );
  for (let level = 0; state.size >> BigInt(8 * level) > 0n; level += 1) {
    for (let n = (from >> BigInt(8 * level)) / 256n; tileWidth(state.size, level, n) > 0; n += 1n) {
      const tile = { level, n, width: tileWidth(state.size, level, n) };
      await guard.keepTile(tile, await tileReader(client, 'ledger')(tile));
    }
  }
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
