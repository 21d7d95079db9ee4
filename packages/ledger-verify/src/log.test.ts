import { describe, expect, it } from 'vitest';
import { encodeLeaf } from './leaf.ts';
import { formatSeen, verifyLog, type LogSource, type Seen } from './log.ts';
import { CompactRange, leafHash, rootOfHashes } from './merkle.ts';
import { concat, fromUtf8, toBase64, utf8 } from './bytes.ts';
import { nodeCrypto as c, signerFromSeed } from './node/crypto.ts';
import {
  COSIGNATURE_V1,
  cosign,
  ED25519,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  signNote,
  verifierKey,
} from './note.ts';
import { parsePolicy, type Policy } from './policy.ts';
import { formatProof, verifyProof } from './proof.ts';
import { encodeEntries, entriesPath, inclusionPath, tilePath, tilesForSize } from './tiles.ts';

const ORIGIN = 'log.gov.example/tlog/2026';
const WITNESS = 'witness.example/w1';
const SIZE = 300;
const logSigner = signerFromSeed(new Uint8Array(32).fill(7));
const witnessSigner = signerFromSeed(new Uint8Array(32).fill(10));
const vkey = formatVerifierKey(verifierKey(c, ORIGIN, ED25519, logSigner.publicKey));
const wkey = formatVerifierKey(verifierKey(c, WITNESS, COSIGNATURE_V1, witnessSigner.publicKey));

const policyOf = (text: string): Policy => {
  const parsed = parsePolicy(c, text);
  if ('error' in parsed) throw new Error(parsed.error.reason);
  return parsed.policy;
};
const POLICY = policyOf(`log ${vkey}\nwitness w1 ${wkey}\nquorum w1\n`);

const leafAt = (i: number, org = 'A1'): Uint8Array =>
  encodeLeaf({
    v: 'gov-leaf/1',
    act: 'publish',
    type: 'decision',
    at: '2026-11-23T08:00:00Z',
    basis: 'demo',
    cm: i.toString(16).padStart(64, '0'),
    n: 0,
    org,
    prev: '',
    rev: 1,
    rid: `${i.toString().padStart(21, '0')}A`,
    schema: '0'.repeat(64),
  });
const entries = Array.from({ length: SIZE }, (_, i) => leafAt(i));

type Files = Map<string, Uint8Array>;

function noteOf(data: readonly Uint8Array[], witnessed = true): string {
  const root = rootOfHashes(
    c,
    data.map((entry) => leafHash(c, entry)),
  );
  const note = signNote(
    c,
    ORIGIN,
    logSigner,
    formatCheckpoint({ origin: ORIGIN, size: BigInt(data.length), root }),
  );
  const cosigned = witnessed ? [cosign(c, WITNESS, witnessSigner, 1_795_420_800n, note.text)] : [];
  return formatNote({ text: note.text, signatures: [...note.signatures, ...cosigned] });
}

/** The files of a log, made the plain way: every hash of every level from the entries. */
function filesOf(data: readonly Uint8Array[], witnessed = true): Files {
  const files: Files = new Map([['checkpoint', utf8(noteOf(data, witnessed))]]);
  const leaves = data.map((entry) => leafHash(c, entry));
  for (const tile of tilesForSize(BigInt(data.length))) {
    const span = 256 ** tile.level;
    const hashes = Array.from({ length: tile.width }, (_, i) => {
      const start = (Number(tile.n) * 256 + i) * span;
      return rootOfHashes(c, leaves.slice(start, start + span));
    });
    files.set(tilePath(tile), concat(...hashes));
    if (tile.level > 0) continue;
    const first = Number(tile.n) * 256;
    files.set(entriesPath(tile.n, tile.width), encodeEntries(data.slice(first, first + tile.width)));
  }
  return files;
}

const sourceOf =
  (files: Files): LogSource =>
  async (path) =>
    files.get(path);
const change = (files: Files, path: string, edit: (bytes: Uint8Array) => Uint8Array): void => {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`no ${path}`);
  files.set(path, edit(bytes.slice()));
};
const flip =
  (at: number) =>
  (bytes: Uint8Array): Uint8Array => {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };
const text =
  (edit: (text: string) => string) =>
  (bytes: Uint8Array): Uint8Array =>
    utf8(edit(fromUtf8(bytes) ?? ''));
const seenOf = (data: readonly Uint8Array[]): Seen => {
  const range = new CompactRange(c);
  for (const entry of data) range.append(leafHash(c, entry));
  return { origin: ORIGIN, size: range.size, root: range.root() };
};

describe('a log as it should be', () => {
  it.each([0, 1, 2, 255, 256, 257, 300, 513])('of %i entries', async (n) => {
    const data = Array.from({ length: n }, (_, i) => leafAt(i));
    const report = await verifyLog(c, POLICY, sourceOf(filesOf(data)), { full: true });
    expect(report).toMatchObject({ findings: [], entries: BigInt(n), checkpoint: { size: BigInt(n) } });
    expect(report.newestLeafAt).toBe(n === 0 ? undefined : '2026-11-23T08:00:00Z');
    expect(report.cosignatures.map((s) => s.time)).toEqual([1_795_420_800n]);
  });

  it.each([0, 1, 200, 256, 300])('grew out of the %i entries seen before', async (n) => {
    const report = await verifyLog(c, POLICY, sourceOf(filesOf(entries)), {
      full: false,
      seen: seenOf(entries.slice(0, n)),
    });
    expect(report).toMatchObject({ findings: [], entries: 0n });
  });

  it('a partial that the full tile has replaced is read as its prefix', async () => {
    const files = filesOf(entries);
    for (const path of ['tile/0/001.p/44', 'tile/entries/001.p/44']) {
      const full = filesOf(Array.from({ length: 512 }, (_, i) => leafAt(i))).get(path.replace('.p/44', ''));
      files.delete(path);
      files.set(path.replace('.p/44', ''), full ?? new Uint8Array(0));
    }
    const source = sourceOf(files);
    const report = await verifyLog(c, POLICY, source, { full: false, seen: seenOf(entries.slice(0, 299)) });
    expect(report.findings).toEqual([]);
  });

  it('the state kept between visits is a small JSON text', () => {
    const seen = seenOf(entries.slice(0, 3));
    expect(JSON.parse(formatSeen(seen))).toEqual({ origin: ORIGIN, size: '3', root: toBase64(seen.root) });
  });
});

describe('a log that was tampered with', () => {
  const rewritten = [...entries.slice(0, 5), leafAt(5, 'B1'), ...entries.slice(6)];
  const bit = flip(300);
  it.each<[string, string, (files: Files) => Files | void, Seen?]>([
    ['a bit in an entry', 'log/root-differs', (f) => change(f, 'tile/entries/000', bit)],
    ['a bit in a leaf hash', 'log/tile-wrong', (f) => change(f, 'tile/0/000', bit)],
    ['a bit in level 1', 'log/tile-wrong', (f) => change(f, 'tile/1/000.p/1', flip(3))],
    [
      'the size line',
      'proof/not-signed-by-log',
      (f) =>
        change(
          f,
          'checkpoint',
          text((t) => t.replace('\n300\n', '\n299\n')),
        ),
    ],
    [
      'the log’s signature',
      'proof/not-signed-by-log',
      (f) =>
        change(
          f,
          'checkpoint',
          text((t) => t.replace(/(2026 .{20})(.)/, (_, a, b) => a + (b === 'A' ? 'B' : 'A'))),
        ),
    ],
    [
      'the key id',
      'proof/not-signed-by-log',
      (f) =>
        change(
          f,
          'checkpoint',
          text((t) => t.replace('2026 /99j', '2026 /98j')),
        ),
    ],
    ['no witness', 'proof/quorum-not-met', () => filesOf(entries, false)],
    [
      'a checkpoint of another form',
      'proof/checkpoint-malformed',
      (f) =>
        change(
          f,
          'checkpoint',
          text((t) => t.replace('\n300\n', '\n0300\n')),
        ),
    ],
    ['no checkpoint', 'log/no-checkpoint', (f) => void f.delete('checkpoint')],
    [
      'a truncated bundle',
      'log/entries-wrong',
      (f) => change(f, 'tile/entries/001.p/44', (b) => b.slice(0, -1)),
    ],
    [
      'a bundle one entry short',
      'log/entries-wrong',
      (f) => f.set('tile/entries/001.p/44', encodeEntries(entries.slice(256, 299))),
    ],
    ['no bundle', 'log/entries-missing', (f) => void f.delete('tile/entries/000')],
    ['no tile', 'log/tile-missing', (f) => void f.delete('tile/0/000')],
    ['a wrong full tile', 'log/tile-wrong', (f) => f.set('tile/0/000', new Uint8Array(8192))],
    ['a rollback', 'log/rolled-back', () => filesOf(entries.slice(0, 200)), seenOf(entries)],
    ['another root at the same size', 'log/history-rewritten', () => filesOf(rewritten), seenOf(entries)],
    [
      'a rewritten, newly signed history',
      'log/history-rewritten',
      () => filesOf(rewritten),
      seenOf(entries.slice(0, 299)),
    ],
    [
      'a tile missing on the way from the last visit',
      'log/tile-missing',
      (f) => void f.delete('tile/0/001.p/44'),
      seenOf(entries.slice(0, 299)),
    ],
    ['another log', 'log/other-origin', () => undefined, { ...seenOf(entries), origin: 'other.example' }],
    [
      'an entry that is no leaf',
      'log/entry-not-a-leaf',
      () => filesOf([...entries, utf8('{"name":"张三"}')]),
    ],
  ])('%s', async (_, code, tamper, seen) => {
    const files = filesOf(entries);
    const other = tamper(files);
    const report = await verifyLog(c, POLICY, sourceOf(other instanceof Map ? other : files), {
      full: true,
      seen,
    });
    expect(report.findings.map((f) => f.code)).toContain(code);
  });
});

describe('a proof', () => {
  const proofOf = async (index: number): Promise<string> => {
    const files = filesOf(entries);
    const path = await inclusionPath(
      c,
      BigInt(index),
      BigInt(SIZE),
      async (t) => files.get(tilePath(t)) ?? new Uint8Array(0),
    );
    return formatProof({ index: BigInt(index), path, checkpoint: noteOf(entries) });
  };

  it('holds for its entry and for no other', async () => {
    const proof = await proofOf(257);
    expect(verifyProof(c, POLICY, leafAt(257), proof)).toMatchObject({ ok: true, index: 257n });
    expect(verifyProof(c, POLICY, leafAt(258), proof)).toEqual({ ok: false, failure: 'proof/not-included' });
  });

  it.each<[string, (text: string) => string, string]>([
    ['another header', (t) => t.replace('@v1', '@v2'), 'proof/malformed'],
    ['a leading zero', (t) => t.replace('index 257', 'index 0257'), 'proof/malformed'],
    ['no index', (t) => t.replace('index 257\n', ''), 'proof/malformed'],
    ['extra that is not base64', (t) => t.replace('index', 'extra ?\nindex'), 'proof/malformed'],
    ['a short hash', (t) => t.replace(/\n.{44}\n/, '\nAAAA\n'), 'proof/malformed'],
    ['64 hashes', (t) => t.replace('257\n', `257\n${`${'A'.repeat(43)}=\n`.repeat(64)}`), 'proof/malformed'],
    ['no blank line', (t) => t.replace('\n\n', '\n').split('\n\n')[0] ?? '', 'proof/malformed'],
    ['another index', (t) => t.replace('index 257', 'index 256'), 'proof/not-included'],
    ['a line too many', (t) => t.replace('257\n', `257\n${'A'.repeat(43)}=\n`), 'proof/not-included'],
    ['an index outside the tree', (t) => t.replace('index 257', 'index 300'), 'proof/not-included'],
  ])('with %s is refused', async (_, edit, failure) => {
    expect(verifyProof(c, POLICY, leafAt(257), edit(await proofOf(257)))).toEqual({ ok: false, failure });
  });

  it('may carry extra data, which proves nothing', async () => {
    const proof = (await proofOf(257)).replace('index', 'extra AQID\nindex');
    expect(verifyProof(c, POLICY, leafAt(257), proof).ok).toBe(true);
  });
});

describe('a cosignature', () => {
  it.each([
    ['the last time there is', (1n << 63n) - 1n, []],
    ['a time beyond 2^63 - 1', 1n << 63n, ['proof/not-signed-by-log']],
  ])('with %s', async (_, time, codes) => {
    const root = c.sha256(new Uint8Array(0));
    const note = signNote(c, ORIGIN, logSigner, formatCheckpoint({ origin: ORIGIN, size: 0n, root }));
    const line = cosign(c, WITNESS, witnessSigner, time, note.text);
    const signed = formatNote({ text: note.text, signatures: [...note.signatures, line] });
    const report = await verifyLog(c, POLICY, async () => utf8(signed), { full: false });
    expect(report.findings.map((f) => f.code)).toEqual(codes);
  });
});

describe('policies', () => {
  const key = (name: string, byte: number, type = COSIGNATURE_V1): string =>
    formatVerifierKey(verifierKey(c, name, type, signerFromSeed(new Uint8Array(32).fill(byte)).publicKey));
  const THREE = [1, 2, 3]
    .map((i) => `witness w${i} ${key(`w${i}.example`, i)} https://w${i}.example`)
    .join('\n');

  it.each<[string, string, readonly string[], boolean]>([
    ['none', '', [], true],
    ['w1', '', ['w1'], true],
    ['w1', '', ['w2'], false],
    ['g', 'group g any w1 w2', ['w2'], true],
    ['g', 'group g all w1 w2', ['w2'], false],
    ['g', 'group g all w1 w2', ['w1', 'w2'], true],
    ['g', 'group g 2 w1 w2 w3', ['w3'], false],
    ['g', 'group g 2 w1 w2 w3', ['w3', 'w1'], true],
    ['both', 'group g any w1 w2\ngroup both all g w3', ['w1', 'w2'], false],
    ['both', 'group g any w1 w2\ngroup both all g w3', ['w2', 'w3'], true],
  ])('quorum %s, %s, cosigned by %j: %s', async (quorum, groups, by, holds) => {
    const policy = policyOf(
      `# whom we trust\nlog ${vkey}\n${THREE}\n\t${groups}\n  # k of n\nquorum ${quorum}\n`,
    );
    const root = c.sha256(new Uint8Array(0));
    const note = signNote(c, ORIGIN, logSigner, formatCheckpoint({ origin: ORIGIN, size: 0n, root }));
    const lines = by.map((name) =>
      cosign(
        c,
        `${name}.example`,
        signerFromSeed(new Uint8Array(32).fill(Number(name.slice(1)))),
        1n,
        note.text,
      ),
    );
    const signed = formatNote({ text: note.text, signatures: [...note.signatures, ...lines] });
    const report = await verifyLog(c, policy, async () => utf8(signed), { full: false });
    expect(report.findings.map((f) => f.code)).toEqual(holds ? [] : ['proof/quorum-not-met']);
  });

  it.each([
    ['no quorum', `log ${vkey}`, 0],
    ['two quorums', 'quorum none\nquorum none', 2],
    ['a quorum of somebody unknown', 'quorum w1', 1],
    ['a word unknown', 'trust me', 1],
    ['a log without key', 'log x', 1],
    ['a witness without name', 'witness', 1],
    ['a log with a witness’s key', `log ${wkey}`, 1],
    ['a witness with a log’s key', `witness w ${vkey}`, 1],
    ['one key under two names', `witness a ${wkey}\nwitness b ${key('b.example', 10)}`, 2],
    ['one log twice', `log ${vkey}\nlog ${vkey}`, 2],
    ['one name twice', `${THREE}\nwitness w1 ${wkey}`, 4],
    ['a witness called none', `witness none ${wkey}`, 1],
    ['a group called none', `${THREE}\ngroup none any w1`, 4],
    ['a group without members', 'group g any', 1],
    ['a member unknown', 'group g any w1', 1],
    ['a member twice', `${THREE}\ngroup g 2 w1 w1`, 4],
    ['a member of two groups', `${THREE}\ngroup g any w1 w2\ngroup h any w1 w3`, 5],
    ['a threshold of 0', `${THREE}\ngroup g 0 w1`, 4],
    ['a threshold too high', `${THREE}\ngroup g 2 w1`, 4],
    ['a threshold with a leading zero', `${THREE}\ngroup g 01 w1`, 4],
  ])('refuses %s', (_, file, line) => {
    expect(parsePolicy(c, file)).toMatchObject({ error: { line } });
  });
});
