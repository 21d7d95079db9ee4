import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatCheckpoint,
  formatNote,
  leafHash,
  openNote,
  parseNote,
  parseVerifierKey,
  rootOfHashes,
  signNote,
  toBase64,
  utf8,
} from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '#tests/context';
import { tempDir, testNoteKey } from '#tests/ledger';
import { createWitness } from './witness-server.ts';

const log = testNoteKey();
const stranger = testNoteKey('stranger.test/ledger', 9);
const impostor = testNoteKey(undefined, 8);
const hashes = Array.from({ length: 40 }, (_, i) => leafHash(c, utf8(`entry ${i}`)));
const forked = hashes.map((hash, i) => (i === 2 ? leafHash(c, utf8('another')) : hash));
const rootAt = (size: number, of = hashes): Uint8Array => rootOfHashes(c, of.slice(0, size));

/** RFC 6962 §2.1.2, written down from the text: the twin of the paths our signer takes from tiles. */
function consistency(m: number, d: readonly Uint8Array[], whole = true): Uint8Array[] {
  if (m === d.length) return whole ? [] : [rootOfHashes(c, d)];
  let k = 1;
  while (k * 2 < d.length) k *= 2;
  return m <= k
    ? [...consistency(m, d.slice(0, k), whole), rootOfHashes(c, d.slice(k))]
    : [...consistency(m - k, d.slice(k), false), rootOfHashes(c, d.slice(0, k))];
}

function checkpoint(size: number, of = hashes, key = log): string {
  const text = formatCheckpoint({ origin: key.name, size: BigInt(size), root: rootAt(size, of) });
  return formatNote(signNote(c, key.name, key.signer, text));
}

function request(
  old: number,
  size: number,
  path = consistencyOf(old, size),
  note = checkpoint(size),
): string {
  return `old ${old}\n${path.map((h) => `${toBase64(h)}\n`).join('')}\n${note}`;
}

function consistencyOf(old: number, size: number): Uint8Array[] {
  return old === 0 ? [] : consistency(old, hashes.slice(0, size));
}

const stateDir = tempDir('chengming-witness-');
let run = 0;
let dir = '';
let witness: Awaited<ReturnType<typeof createWitness>>;
const clock = testClock('2026-11-23T08:00:00Z');
const start = () =>
  createWitness({
    name: 'witness.test/w1',
    logs: () => Promise.resolve([log.verifier]),
    stateDir: dir,
    clock,
  });
const ask = async (body: string) => {
  const answer = await witness.app.request('/add-checkpoint', { method: 'POST', body });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    text: await answer.text(),
  };
};

beforeEach(async () => {
  run += 1;
  dir = join(stateDir, String(run));
  witness = await start();
});

describe('a witness', () => {
  it('cosigns what extends what it saw; its line verifies with its key and tells its time', async () => {
    for (const [old, size] of [
      [0, 0],
      [0, 1],
      [1, 5],
      [5, 5],
      [5, 32],
      [32, 40],
    ] as const) {
      const answer = await ask(request(old, size));
      expect({ old, size, status: answer.status }).toEqual({ old, size, status: 200 });
      const key = parseVerifierKey(c, witness.key)!;
      const note = parseNote(checkpoint(size) + answer.text)!;
      const opened = openNote(c, note, [log.verifier, key])!;
      expect(opened.cosignatures).toEqual([{ key, time: BigInt(clock.now().getTime() / 1000) }]);
    }
  });

  it('had the checkpoint on disk before it answered, and knows it after a restart', async () => {
    await ask(request(0, 7));
    const [file]: string[] = (await readdir(dir)).filter((name) => name.endsWith('.json'));
    expect(JSON.parse(await readFile(join(dir, file!), 'utf8'))).toMatchObject({ size: '7' });
    const { key } = witness;
    witness = await start();
    expect(witness.key).toBe(key);
    expect(await ask(request(0, 9))).toMatchObject({ status: 409, text: '7\n' });
    expect((await ask(request(7, 9))).status).toBe(200);
  });

  const refusals: readonly (readonly [string, () => string, number])[] = [
    ['no old line', () => checkpoint(9), 400],
    ['a negative old size', () => request(5, 9).replace('old 5', 'old -5'), 400],
    ['a leading zero', () => request(5, 9).replace('old 5', 'old 05'), 400],
    ['an old size larger than the checkpoint', () => request(9, 7, []), 400],
    ['no checkpoint', () => 'old 5\n\nnothing\n', 400],
    ['an extension line', () => request(5, 9).replace(/\n\n([^\n]+\n\d+\n[^\n]+\n)/, '\n\n$1more\n'), 400],
    [
      '64 lines of proof',
      () =>
        request(
          5,
          9,
          Array.from({ length: 64 }, () => rootAt(1)),
        ),
      400,
    ],
    ['a log it does not watch', () => request(0, 9, [], checkpoint(9, hashes, stranger)), 404],
    ['another key under the same name', () => request(5, 9, undefined, checkpoint(9, hashes, impostor)), 403],
    ['the signature of another size', () => request(5, 9).replace(`\n9\n`, '\n10\n'), 403],
    ['an old size that is not what it knows', () => request(4, 9), 409],
    ['an old size it has left behind', () => request(0, 9), 409],
    ['no proof', () => request(5, 9, []), 422],
    ['the proof of another tree', () => request(5, 9, undefined, checkpoint(9, forked)), 422],
    ['another root of the same size', () => request(5, 5, [], checkpoint(5, forked)), 422],
    ['a proof where none belongs', () => request(5, 5, [rootAt(1)]), 422],
    ['a proof with a hash too many', () => request(5, 9, [...consistencyOf(5, 9), rootAt(1)]), 422],
    ['a proof line that is no hash', () => request(5, 9).replace(/\n[^\n]+\n/, '\nxyz\n'), 422],
  ];
  it.each(refusals)('refuses %s', async (_, body, status) => {
    await ask(request(0, 5));
    const answer = await ask(body());
    expect(answer.status).toBe(status);
    if (status === 409) expect(answer).toMatchObject({ text: '5\n', type: 'text/x.tlog.size' });
    // Whatever it refused, it still stands where it stood.
    expect((await ask(request(5, 6))).status).toBe(200);
  });

  it('cosigns one of two histories that are shown to it at once, never both', async () => {
    await ask(request(0, 5));
    const forkNote = checkpoint(9, [...hashes.slice(0, 5), ...forked.slice(20, 24)]);
    const fork = [...hashes.slice(0, 5), ...forked.slice(20, 24)];
    const path = consistency(5, fork);
    const both = await Promise.all([ask(request(5, 9)), ask(request(5, 9, path, forkNote))]);
    expect(both.map((a) => a.status).toSorted((x, y) => x - y)).toEqual([200, 409]);
  });

  it('refuses a body without end', async () => {
    const answer = await ask('old 0\n'.repeat(20_000));
    expect(answer.status).toBe(413);
  });

  it('shows monitors the last checkpoint it cosigned', async () => {
    await ask(request(0, 5));
    const id = Buffer.from(c.sha256(utf8(log.name))).toString('hex');
    expect(await (await witness.app.request(`/${id}/checkpoint`)).text()).toBe(checkpoint(5));
    expect((await witness.app.request(`/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
  });
});
