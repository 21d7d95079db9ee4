import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { toHex } from '../bytes.ts';
import { commit, commitmentRoot, fieldValueBytes } from '../commitment.ts';
import { encodeLeaf } from '../leaf.ts';
import { treeHash } from '../merkle.ts';
import { ED25519, formatCheckpoint, formatNote, formatVerifierKey, signNote, verifierKey } from '../note.ts';
import { parsePolicy } from '../policy.ts';
import { formatProof } from '../proof.ts';
import { checkRecordAt } from './check-record.ts';
import { nodeCrypto as c, signerFromSeed } from './crypto.ts';

const ORIGIN = 'log.gov.example/tlog/2026';
const RID = `${'r'.repeat(21)}A`;
const signer = signerFromSeed(new Uint8Array(32).fill(7));
const parsed = parsePolicy(
  c,
  `log ${formatVerifierKey(verifierKey(c, ORIGIN, ED25519, signer.publicKey))}\nquorum none\n`,
);
if ('error' in parsed) throw new Error(parsed.error.reason);
const { policy } = parsed;

const salt = new Uint8Array(32).fill(1);
const commitment = commit(c, 'fee', salt, fieldValueBytes(12));
const leaf = encodeLeaf({
  v: 'gov-leaf/1',
  act: 'publish',
  type: 'decision',
  at: '2026-11-23T08:00:00Z',
  basis: 'demo',
  cm: toHex(commitmentRoot(c, [{ name: 'fee', commitment }])),
  n: 1,
  org: 'A1',
  prev: '',
  rev: 1,
  rid: RID,
  schema: '0'.repeat(64),
});
const text = formatCheckpoint({ origin: ORIGIN, size: 1n, root: treeHash(c, [leaf]) });
const proof = formatProof({ index: 0n, path: [], checkpoint: formatNote(signNote(c, ORIGIN, signer, text)) });
const field = { name: 'fee', commitment: toHex(commitment), state: 'open', value: 12, salt: toHex(salt) };
const record = { rid: RID, revisions: [{ rev: 1, index: 0, act: 'publish', fields: [field] }] };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A site that answers every record's address with this one record. */
async function site(shown: unknown, shownProof: string | undefined = proof): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const body = path.endsWith('/leaf') ? leaf : path.endsWith('/proof') ? shownProof : JSON.stringify(shown);
    response.end(body);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

it('a record with its leaf and proof holds', async () => {
  expect(await checkRecordAt(await site(record), RID, policy, 'en')).toMatchObject({
    wrong: [],
    outcome: { open: 1 },
  });
});

it.each<[string, string, unknown, string?, string?]>([
  ['a sound record, but not the one asked for', 'the record is malformed', record, `${'s'.repeat(21)}A`],
  [
    'another index than the proof’s',
    '1: the entry is not in the log',
    { ...record, revisions: [{ ...record.revisions[0], index: 5 }] },
  ],
  [
    'a proof of something else',
    '1: the entry is not in the log',
    record,
    RID,
    proof.replace('index 0', 'index 1'),
  ],
  ['no proof', '1: the proof is malformed', record, RID, ''],
  [
    'another value',
    '1: a value shown is not the one that was committed (fee)',
    { ...record, revisions: [{ ...record.revisions[0], fields: [{ ...field, value: 13 }] }] },
  ],
  ['no record', 'the record is malformed', null],
])('refuses %s', async (_, wrong, shown, asked = RID, shownProof = proof) => {
  expect((await checkRecordAt(await site(shown, shownProof), asked, policy, 'en')).wrong).toEqual([wrong]);
});
