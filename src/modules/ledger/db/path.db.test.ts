import { formatCheckpoint, leafHash, rootFromTiles, utf8, verifyInclusion } from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import { expect, it } from 'vitest';
import { testDatabase } from '#tests/database';
import { growTiles, storeTiles, tileReader } from '../tree/stored-tree.ts';
import { pathInCheckpoint } from './log-reader.ts';

const database = testDatabase();
const hashes = Array.from({ length: 65_800 }, (_, i) => leafHash(c, utf8(`entry ${i}`)));

it('the tiles of one query prove any entry, in trees of one level and of three, on both sides of each bound', async () => {
  const owner = database.poolAs('migrator');
  let stored = 0;
  for (const size of [1, 2, 255, 256, 257, 512, 700, 65_535, 65_536, 65_537, hashes.length]) {
    const read = tileReader(owner, 'ledger');
    await storeTiles(owner, 'ledger', await growTiles(read, BigInt(stored), hashes.slice(stored, size)));
    stored = size;
    const root = await rootFromTiles(c, BigInt(size), read);
    const note = `${formatCheckpoint({ origin: 'o', size: BigInt(size), root })}\n\u2014 o AAAAAAA=\n`;
    const indices = [0, 1, 255, 256, 511, size >> 1, 65_279, 65_280, 65_535, 65_536, size - 2, size - 1];
    for (const i of new Set(indices.filter((at) => at >= 0 && at < size))) {
      const path = await pathInCheckpoint(database.db, BigInt(i), note);
      const claim = { index: BigInt(i), size: BigInt(size), leafHash: hashes[i]!, path, root };
      expect({ i, size, holds: verifyInclusion(c, claim) }).toEqual({ i, size, holds: true });
    }
  }
});
