import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utf8 } from '@chengming/ledger-verify';
import { expect, it } from 'vitest';
import { tempDir } from '#tests/ledger';
import { openGuard, type HighWater } from './guard.ts';

const mark = (size: bigint): HighWater => ({
  origin: 'log.test/ledger',
  size,
  root: new Uint8Array(32).fill(Number(size)),
  note: 'note',
});

it('the mark rises and never sinks: a signer that was paused while another went on fails', async () => {
  const guard = openGuard(tempDir());
  expect(await guard.mark()).toBeUndefined();
  await guard.raise(mark(5n));
  await guard.raise(mark(9n));
  await expect(guard.raise(mark(7n))).rejects.toThrow('not lowered');
  expect(await guard.mark()).toEqual(mark(9n));
});

it('a bundle or tile that grew is kept when a shorter one comes late', async () => {
  const dir = tempDir();
  const guard = openGuard(dir);
  const entries = ['a', 'b', 'c'].map((text) => utf8(text));
  await guard.keepEntries(0n, entries);
  await guard.keepEntries(0n, entries.slice(0, 1));
  expect(await guard.entries(0n)).toEqual(entries);
  const tile = new Uint8Array(96).fill(1);
  await guard.keepTile({ level: 0, n: 1_234n, width: 3 }, tile);
  await guard.keepTile({ level: 0, n: 1_234n, width: 1 }, tile.slice(0, 32));
  expect(new Uint8Array(await readFile(join(dir, 'tile/0/x001/234')))).toEqual(tile);
  expect((await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('what is not there is nothing; what is damaged is an error, not nothing', async () => {
  const dir = tempDir();
  const guard = openGuard(dir);
  expect(await guard.entries(7n)).toEqual([]);
  await writeFile(join(dir, 'high-water.json'), '{"origin":"x","size":"5","root":"AAAA","note":""}');
  await expect(guard.mark()).rejects.toThrow('damaged');
  await writeFile(join(dir, 'high-water.json'), '{"origin":"x"');
  await expect(guard.mark()).rejects.toThrow();
});
