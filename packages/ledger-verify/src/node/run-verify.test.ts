import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeLeaf } from '../leaf.ts';
import { leafHash, treeHash } from '../merkle.ts';
import {
  COSIGNATURE_V1,
  cosign,
  ED25519,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  signNote,
  verifierKey,
} from '../note.ts';
import { formatProof } from '../proof.ts';
import { encodeEntries } from '../tiles.ts';
import { nodeCrypto as c, signerFromSeed } from './crypto.ts';
import { runVerify } from './run-verify.ts';

const dir = mkdtempSync(join(tmpdir(), 'ledger-verify-'));
afterAll(() => rm(dir, { recursive: true }));

const ORIGIN = 'log.gov.example/tlog/2026';
const signer = signerFromSeed(new Uint8Array(32).fill(7));
const witness = signerFromSeed(new Uint8Array(32).fill(10));
const AT = '2026-11-23T08:00:00Z';
const vkey = formatVerifierKey(verifierKey(c, ORIGIN, ED25519, signer.publicKey));
const wkey = formatVerifierKey(verifierKey(c, 'w.example', COSIGNATURE_V1, witness.publicKey));

const entry = (org: string): Uint8Array =>
  encodeLeaf({
    v: 'gov-leaf/1',
    act: 'publish',
    type: 'decision',
    at: AT,
    basis: 'demo',
    cm: '0'.repeat(64),
    n: 0,
    org,
    prev: '',
    rev: 1,
    rid: `${'r'.repeat(21)}A`,
    schema: '0'.repeat(64),
  });

function checkpoint(entries: readonly Uint8Array[]): string {
  const root = treeHash(c, entries);
  const note = signNote(
    c,
    ORIGIN,
    signer,
    formatCheckpoint({ origin: ORIGIN, size: BigInt(entries.length), root }),
  );
  const line = cosign(c, 'w.example', witness, BigInt(Date.parse(AT) / 1000 + 42), note.text);
  return formatNote({ text: note.text, signatures: [...note.signatures, line] });
}

async function logFolder(name: string, orgs: readonly string[]): Promise<string> {
  const entries = orgs.map(entry);
  const files: Record<string, string | Uint8Array> = {
    checkpoint: checkpoint(entries),
    policy: `log ${vkey}\nwitness w ${wkey}\nquorum w\n`,
    [`tile/0/000.p/${orgs.length}`]: Buffer.concat(entries.map((e) => leafHash(c, e))),
    [`tile/entries/000.p/${orgs.length}`]: encodeEntries(entries),
  };
  for (const [path, bytes] of Object.entries(files)) {
    const file = join(dir, name, path);
    await mkdir(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return join(dir, name);
}

async function run(...args: readonly string[]) {
  const said: string[] = [];
  const push = (line: string): void => void said.push(line);
  return { code: await runVerify(args, { out: push, error: push }), said: said.join('\n') };
}

describe('the command, offline on a folder', () => {
  it('reads everything, says the lag, and keeps what it saw', async () => {
    const state = join(dir, 'seen-1.json');
    const before = await logFolder('one', ['A1']);
    const after = await logFolder('two', ['A1', 'A2']);
    const first = await run('--url', before, '--state', state, '--full', '--lang', 'en');
    expect(first).toMatchObject({ code: 0 });
    expect(first.said).toContain('the earliest witness signed 42 s after');
    expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ size: '1' });
    const second = await run('--url', after, '--state', state);
    expect(second).toMatchObject({ code: 0 });
    expect(second.said).toContain('没有改写');
    const back = await run('--url', before, '--state', state, '--lang', 'en');
    expect(back).toMatchObject({ code: 1 });
    expect(back.said).toContain('the log became shorter');
    expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ size: '2' });
  });

  it('says that history was rewritten', async () => {
    const state = join(dir, 'seen-2.json');
    await run('--url', await logFolder('three', ['A1']), '--state', state);
    const other = await run('--url', await logFolder('four', ['B1', 'A2']), '--state', state);
    expect(other).toMatchObject({ code: 1 });
    expect(other.said).toContain('账本的历史被改写');
  });

  it('checks a proof, and refuses another entry', async () => {
    const log = await logFolder('five', ['A1', 'A2']);
    const at = (name: string, bytes: string | Uint8Array): string => {
      writeFileSync(join(dir, name), bytes);
      return join(dir, name);
    };
    const entries = ['A1', 'A2'].map(entry);
    const path = [leafHash(c, entry('A1'))];
    const proof = at('p', formatProof({ index: 1n, path, checkpoint: checkpoint(entries) }));
    const policy = join(log, 'policy');
    const good = await run(
      '--proof',
      proof,
      '--entry',
      at('e', entry('A2')),
      '--policy',
      policy,
      '--lang',
      'en',
    );
    expect(good).toEqual({ code: 0, said: '✓ entry 1 of 2' });
    const bad = await run('--proof', proof, '--entry', at('f', entry('A3')), '--policy', policy);
    expect(bad).toEqual({ code: 1, said: '✗ 这一条不在账本里' });
  });

  it.each<[string, readonly string[], number]>([
    ['help', ['--help'], 0],
    ['nothing', [], 2],
    ['an option unknown', ['--trust', 'me'], 2],
    ['an option without value', ['--url'], 2],
    ['a folder that is not there', ['--url', join(dir, 'none')], 1],
    ['a policy that is not there', ['--url', dir, '--policy', join(dir, 'none')], 1],
    ['a receipt without key', ['--receipt', join(dir, 'none')], 1],
    ['a proof without policy', ['--proof', join(dir, 'none')], 1],
    ['an address nobody answers at', ['--url', 'http://127.0.0.1:1'], 1],
  ])('%s', async (_, args, code) => {
    expect((await run(...args)).code).toBe(code);
  });

  it.each(['{', '1', '{}', '{"origin":"o","size":"01","root":""}'])(
    'a damaged state file: %s',
    async (text) => {
      const state = join(dir, 'damaged.json');
      writeFileSync(state, text);
      expect(await run('--url', await logFolder('six', ['A1']), '--state', state)).toMatchObject({ code: 1 });
      expect(readFileSync(state, 'utf8')).toBe(text);
    },
  );

  it('a record needs an address', async () => {
    const answer = await run(
      '--url',
      await logFolder('seven', ['A1']),
      '--record',
      `${'r'.repeat(21)}A`,
      '--lang',
      'en',
    );
    expect(answer).toMatchObject({ code: 1 });
    expect(answer.said).toContain('--record needs an address');
  });
});
