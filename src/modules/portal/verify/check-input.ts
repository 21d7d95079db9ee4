import {
  beganAs,
  decodeEntries,
  entriesPath,
  fromHex,
  fromUtf8,
  parseJournalProof,
  parseLeaf,
  parsePolicy,
  parseProof,
  parseRecord,
  parseVerifierKey,
  openCheckpoint,
  tileWidth,
  verifyJournalProof,
  verifyProof,
  verifyReceipt,
  verifyRecord,
  type Crypto,
  type Leaf,
  type Policy,
} from '@chengming/ledger-verify';

/** Reads an address of the site that published the record: bytes, or nothing when it is not there. */
export type Fetch = (path: string) => Promise<Uint8Array | undefined>;

export type CheckLine = {
  readonly ok: boolean;
  readonly code:
    | 'policy-missing'
    | 'not-understood'
    | 'record-missing'
    | 'record-fields'
    | 'record-finding'
    | 'entry'
    | 'entry-failed'
    | 'journal'
    | 'journal-failed'
    | 'receipt'
    | 'receipt-failed'
    | 'receipt-key-missing';
  readonly params: Readonly<Record<string, string | number>>;
};

const RID = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** Checks what a reader pasted: a record id or its address, a receipt, or a proof. Nothing the server says is taken on trust. */
export async function checkInput(c: Crypto, input: string, read: Fetch): Promise<readonly CheckLine[]> {
  const text = input.trim();
  const rid = RID.exec(text)?.[0] ?? /\/records\/([A-Za-z0-9_-]{21}[AQgw])/.exec(text)?.[1];
  const policyText = await readText(read, '/ledger/policy');
  const parsed = policyText === undefined ? undefined : parsePolicy(c, policyText);
  if (policyText === undefined || parsed === undefined || 'error' in parsed)
    return [line(false, 'policy-missing')];
  if (rid !== undefined) return checkRecord(c, parsed.policy, rid, read);
  if (text.startsWith('c2sp.org/tlog-proof')) return checkProof(c, parsed.policy, `${text}\n`, read);
  if (/^\S+\/receipt\n/.test(text)) return [checkReceipt(c, policyText, `${text}\n`)];
  return [line(false, 'not-understood')];
}

async function checkRecord(c: Crypto, policy: Policy, rid: string, read: Fetch): Promise<CheckLine[]> {
  const body = await readText(read, `/records/${rid}`);
  const record = body === undefined ? undefined : parseRecord(parseJson(body));
  if (!record || record.rid !== rid) return [line(false, 'record-missing', { rid })];
  const leaves = new Map<number, Uint8Array>();
  const entries: CheckLine[] = [];
  for (const { rev } of record.revisions) {
    const leaf = await read(`/records/${rid}/${rev}/leaf`);
    const proof = await readText(read, `/records/${rid}/${rev}/proof`);
    if (leaf) leaves.set(rev, leaf);
    entries.push(
      leaf && proof !== undefined
        ? checkEntry(c, policy, leaf, proof, rev)
        : line(false, 'entry-failed', { rev, why: 'missing' }),
    );
  }
  const {
    findings,
    open,
    withheld,
    erased,
    leaves: [first],
  } = verifyRecord(c, record, leaves);
  return [
    ...findings.map((f) => line(false, 'record-finding', { code: f.code, rev: 'rev' in f ? f.rev : 0 })),
    ...(findings.length === 0 ? [line(true, 'record-fields', { open, withheld, erased })] : []),
    ...entries,
    ...(await checkJournal(c, policy, rid, first, read)),
  ];
}

/** A record that was sealed at first: the anchor in the log, the path to its root, and the tie to the first leaf. */
async function checkJournal(
  c: Crypto,
  policy: Policy,
  rid: string,
  first: Leaf | undefined,
  read: Fetch,
): Promise<CheckLine[]> {
  const text = first?.act === 'oblige' ? await readText(read, `/records/${rid}/journal-proof`) : undefined;
  if (text === undefined) return [];
  const proof = parseJournalProof(text);
  if (!proof) return [line(false, 'journal-failed')];
  const { rid: anchor, rev } = proof.anchor;
  const [leaf, leafProof, body] = await Promise.all([
    read(`/records/${anchor}/${rev}/leaf`),
    readText(read, `/records/${anchor}/${rev}/proof`),
    readText(read, `/records/${anchor}`),
  ]);
  const record = body === undefined ? undefined : parseRecord(parseJson(body));
  const root = record?.revisions.find((one) => one.rev === rev)?.fields.find(({ name }) => name === 'root');
  const bytes = typeof root?.value === 'string' ? fromHex(root.value) : undefined;
  const anchored =
    leaf !== undefined &&
    leafProof !== undefined &&
    record?.rid === anchor &&
    verifyProof(c, policy, leaf, leafProof).ok &&
    verifyRecord(c, record, new Map([[rev, leaf]])).findings.length === 0 &&
    parseLeaf(leaf)?.type === 'journal';
  if (!anchored || bytes === undefined || !verifyJournalProof(c, proof, bytes) || !beganAs(proof, first))
    return [line(false, 'journal-failed')];
  return [line(true, 'journal', { at: proof.entry.at, anchored: parseLeaf(leaf)?.at ?? '' })];
}

function checkEntry(c: Crypto, policy: Policy, entry: Uint8Array, proof: string, rev: number): CheckLine {
  const checked = verifyProof(c, policy, entry, proof);
  if (!checked.ok) return line(false, 'entry-failed', { rev, why: checked.failure });
  const { checkpoint, index, cosignatures } = checked;
  return line(true, 'entry', {
    rev,
    index: Number(index),
    size: Number(checkpoint.size),
    origin: checkpoint.origin,
    witnesses: cosignatures.length,
  });
}

/** A proof names its place only; the entry is fetched from the log and must lie on the proven path. */
async function checkProof(c: Crypto, policy: Policy, text: string, read: Fetch): Promise<CheckLine[]> {
  const proof = parseProof(text);
  const opened = proof && openCheckpoint(c, policy, proof.checkpoint);
  if (!proof || !opened?.ok)
    return [
      line(false, 'entry-failed', { rev: 0, why: opened?.ok === false ? opened.failure : 'proof/malformed' }),
    ];
  const n = proof.index / 256n;
  const width = tileWidth(opened.checkpoint.size, 0, n);
  const bundle = await read(`/ledger/${entriesPath(n, width)}`);
  const entry = bundle && decodeEntries(bundle)?.[Number(proof.index % 256n)];
  return [
    entry ? checkEntry(c, policy, entry, text, 0) : line(false, 'entry-failed', { rev: 0, why: 'missing' }),
  ];
}

function checkReceipt(c: Crypto, policyText: string, text: string): CheckLine {
  const stated = /^# receipt (\S+)$/m.exec(policyText)?.[1];
  const key = stated === undefined ? undefined : parseVerifierKey(c, stated);
  if (!key) return line(false, 'receipt-key-missing');
  const checked = verifyReceipt(c, key, text);
  return checked.ok
    ? line(true, 'receipt', {
        issuer: checked.receipt.issuer,
        lines: [...checked.receipt.lines, ...checked.receipt.files.map((one) => ['file', one])]
          .map(([k, v]) => `${k} ${v}`)
          .join(' · '),
      })
    : line(false, 'receipt-failed', { why: checked.failure });
}

async function readText(read: Fetch, path: string): Promise<string | undefined> {
  const bytes = await read(path);
  return bytes && fromUtf8(bytes);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function line(ok: boolean, code: CheckLine['code'], params: CheckLine['params'] = {}): CheckLine {
  return { ok, code, params };
}
