import { describe, expect, it } from 'vitest';
import { canonicalJson, type JsonValue } from './canonical-json.ts';
import { toHex, utf8 } from './bytes.ts';
import { commit, commitmentRoot, fieldValueBytes, type FieldValue } from './commitment.ts';
import { formatJournalProof, parseJournalProof, verifyJournalProof } from './journal-proof.ts';
import { encodeLeaf, parseLeaf, type Leaf } from './leaf.ts';
import { leafHash, treeHash } from './merkle.ts';
import { nodeCrypto as c, signerFromSeed } from './node/crypto.ts';
import { ED25519, formatNote, signNote, verifierKey } from './note.ts';
import { verifyReceipt } from './receipt.ts';
import { parseRecord, verifyRecord, type RecordDocument } from './record.ts';

const RID = `${'r'.repeat(21)}A`;
const SALT = new Uint8Array(32).fill(0x11);
type Shown = 'open' | 'withheld' | 'erased';

function field(name: string, value: FieldValue, state: Shown = 'open') {
  const commitment = toHex(commit(c, name, SALT, fieldValueBytes(value)));
  return {
    name,
    commitment,
    state,
    ...(state === 'open' ? { value: value as unknown, salt: toHex(SALT) } : {}),
  };
}

type Revision = {
  readonly rev: number;
  readonly index: number;
  readonly act: 'accept' | 'publish' | 'correct';
  readonly fields: readonly ReturnType<typeof field>[];
};

/** A record of two revisions; the second opens a field of the first. `more` follow. */
function sample(...more: readonly Revision[]) {
  const revisions: readonly Revision[] = [
    {
      rev: 1,
      index: 4,
      act: 'accept',
      fields: [
        field('name', '张三', 'withheld'),
        field('name.masked', '张*'),
        field('fee', 120000),
        field('date', '2026-11-23', 'erased'),
      ],
    },
    {
      rev: 2,
      index: 9,
      act: 'publish',
      fields: [field('opens', [[1, 'fee']]), field('file', { file: '0'.repeat(64) })],
    },
    ...more,
  ];
  const leaves = new Map<number, Uint8Array>();
  let prev = '';
  for (const { rev, act, fields } of revisions) {
    const cm = toHex(
      commitmentRoot(
        c,
        fields.map((f) => ({ name: f.name, commitment: Uint8Array.from(Buffer.from(f.commitment, 'hex')) })),
      ),
    );
    const leaf = leafOf({ rev, cm, prev, n: fields.length, act });
    leaves.set(rev, encodeLeaf(leaf));
    prev = toHex(leafHash(c, encodeLeaf(leaf)));
  }
  return { record: { rid: RID, revisions } as const, leaves };
}

function leafOf(changes: Partial<Leaf>): Leaf {
  return {
    v: 'gov-leaf/1',
    act: 'publish',
    type: 'case',
    at: '2026-11-23T08:00:00Z',
    basis: 'demo',
    cm: '0'.repeat(64),
    n: 0,
    org: 'A1',
    prev: '',
    rev: 1,
    rid: RID,
    schema: '0'.repeat(64),
    ...changes,
  };
}

describe('a record', () => {
  it('holds with open, withheld and erased fields', () => {
    const { record, leaves } = sample();
    expect(verifyRecord(c, record, leaves)).toMatchObject({
      findings: [],
      open: 4,
      withheld: 1,
      erased: 1,
      masked: ['name'],
    });
  });

  const closes = (list: FieldValue, rev = 3): Revision => ({
    rev,
    index: 12,
    act: 'correct',
    fields: [field('closes', list)],
  });
  const reopens: Revision = { rev: 4, index: 15, act: 'publish', fields: [field('opens', [[1, 'fee']])] };
  it.each<[string, string[], readonly Revision[]]>([
    ['a later entry says so', [], [closes([[1, 'fee']])]],
    ['a later entry says so of another field', ['record/opened-field-missing'], [closes([[1, 'name']])]],
    ['a later entry says so in another form', ['record/opened-field-missing'], [closes(['fee'])]],
    ['an entry after that opened it again', ['record/opened-field-missing'], [closes([[1, 'fee']]), reopens]],
  ])('may withhold an opened field again when %s', (_, codes, more) => {
    const { record, leaves } = sample(...more);
    const copy = structuredClone(record) as unknown as Editable;
    Object.assign(copy.revisions[0]!.fields[2]!, { state: 'withheld', value: undefined, salt: undefined });
    const found = verifyRecord(c, copy as unknown as RecordDocument, leaves).findings;
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  type EditableField = { name: string; commitment: string; state: Shown; value?: unknown; salt?: string };
  type Editable = { rid: string; revisions: { fields: EditableField[] }[] };
  type Edit = (record: Editable, leaves: Map<number, Uint8Array>) => void;
  it.each<[string, string, Edit]>([
    ['another value', 'record/value-not-committed', (r) => (r.revisions[0]!.fields[2]!.value = 1)],
    [
      'a value without canonical form',
      'record/value-not-committed',
      (r) => (r.revisions[0]!.fields[2]!.value = 1.5),
    ],
    ['half a character', 'record/value-not-committed', (r) => (r.revisions[0]!.fields[1]!.value = '\ud800')],
    [
      'another salt',
      'record/value-not-committed',
      (r) => (r.revisions[0]!.fields[2]!.salt = '00'.repeat(32)),
    ],
    ['no salt', 'record/value-not-committed', (r) => delete r.revisions[0]!.fields[2]!.salt],
    ['no value', 'record/value-not-committed', (r) => delete r.revisions[0]!.fields[2]!.value],
    [
      'another commitment',
      'record/commitments-differ',
      (r) => (r.revisions[0]!.fields[0]!.commitment = '00'.repeat(32)),
    ],
    ['a field left out', 'record/field-count-differs', (r) => r.revisions[0]!.fields.pop()],
    [
      'a field twice',
      'record/commitments-differ',
      (r) => r.revisions[0]!.fields.push(r.revisions[0]!.fields[0]!),
    ],
    ['a field renamed', 'record/commitments-differ', (r) => (r.revisions[0]!.fields[0]!.name = 'z')],
    ['a revision left out', 'record/not-chained', (r) => r.revisions.shift()],
    ['revisions in another order', 'record/not-chained', (r) => r.revisions.reverse()],
    ['no revision', 'record/malformed', (r) => (r.revisions = [])],
    ['another record’s leaf', 'record/leaf-of-another-record', (r) => (r.rid = `${'s'.repeat(21)}A`)],
    ['a leaf missing', 'record/leaf-malformed', (_, l) => l.delete(2)],
    ['bytes that are no leaf', 'record/leaf-malformed', (_, l) => l.set(2, utf8('{}'))],
    ['a leaf replaced', 'record/not-chained', (_, l) => l.set(1, encodeLeaf(leafOf({})))],
    [
      'an opened field kept back',
      'record/opened-field-missing',
      (r) => (r.revisions[0]!.fields[2]!.state = 'withheld'),
    ],
    [
      'an opened field that is not there',
      'record/opened-field-missing',
      (r) => (r.revisions[1]!.fields[0]!.value = [[7, 'x']]),
    ],
    ['opens of another form', 'record/malformed', (r) => (r.revisions[1]!.fields[0]!.value = ['fee'])],
  ])('with %s is refused', (_, code, edit) => {
    const { record, leaves } = sample();
    const copy = structuredClone(record) as unknown as Editable;
    edit(copy, leaves);
    expect(verifyRecord(c, copy as unknown as RecordDocument, leaves).findings.map((f) => f.code)).toContain(
      code,
    );
  });

  it('is read from JSON as it stands', () => {
    const { record } = sample();
    expect(parseRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
    expect(parseRecord({ rid: RID, revisions: [{ rev: 1, fields: [] }] })).toEqual({
      rid: RID,
      revisions: [{ rev: 1, index: null, act: '', fields: [] }],
    });
  });

  const ok = { name: 'a', commitment: '00'.repeat(32), state: 'open' };
  it.each<[unknown]>([
    [null],
    ['x'],
    [{ rid: RID }],
    [{ rid: 1, revisions: [] }],
    [{ rid: RID, revisions: {} }],
    ...[null, {}, { rev: '1', fields: [] }, { rev: 1, fields: {} }].map((r): [unknown] => [
      { rid: RID, revisions: [r] },
    ]),
    ...[
      null,
      {},
      { ...ok, name: 1 },
      { ...ok, name: '\ud800' },
      { ...ok, commitment: 'AA' },
      { ...ok, commitment: 1 },
      { ...ok, state: 'x' },
    ].map((f): [unknown] => [{ rid: RID, revisions: [{ rev: 1, fields: [f] }] }]),
  ])('is not %j', (json) => {
    expect(parseRecord(json)).toBeUndefined();
  });
});

describe('a leaf', () => {
  it('is its canonical bytes', () => {
    const bytes = encodeLeaf(leafOf({}));
    expect(parseLeaf(bytes)).toEqual(leafOf({}));
    expect(new TextDecoder().decode(bytes)).toMatch(/^\{"act":"publish","at":/);
  });

  it.each<[string, unknown]>([
    ['another act', { ...leafOf({}), act: 'praise' }],
    ['another type', { ...leafOf({}), type: 'poem' }],
    ['a member more', { ...leafOf({}), name: '张三' }],
    ['a float', { ...leafOf({}), n: 1.5 }],
    ['revision 0', { ...leafOf({}), rev: 0 }],
    ['a first revision with something before', { ...leafOf({}), prev: '0'.repeat(64) }],
    ['a later revision with nothing before', { ...leafOf({}), rev: 2 }],
    ['a time with fractions', { ...leafOf({}), at: '2026-11-23T08:00:00.5Z' }],
    ['free text', { ...leafOf({}), basis: '张三' }],
    ['a long id', { ...leafOf({}), rid: `${RID}A` }],
    ['null', null],
    ['a list', []],
  ])('is not with %s', (_, value) => {
    expect(parseLeaf(utf8(canonicalLoose(value)))).toBeUndefined();
  });

  it.each([
    ['blanks', utf8(JSON.stringify(leafOf({}), null, 1))],
    ['another order', utf8(JSON.stringify(leafOf({})))],
    ['no JSON', utf8('{')],
    ['no UTF-8', Uint8Array.of(0xff)],
  ])('is not with %s', (_, bytes) => {
    expect(parseLeaf(bytes)).toBeUndefined();
  });

  it('is never written with a wrong shape', () => {
    expect(() => encodeLeaf(leafOf({ org: 'free text' }))).toThrow('not a leaf');
  });

  const canonicalLoose = (value: unknown): string =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))))
      : JSON.stringify(value);
});

describe('canonical JSON', () => {
  it.each<[JsonValue, string]>([
    [{ b: 1, a: [true, null, '\u20ac\n'] }, '{"a":[true,null,"€\\n"],"b":1}'],
    // RFC 8785 §3.2.3: UTF-16 order, in which U+1F600 stands before U+FB33.
    [{ '\ufb33': 1, '\u{1f600}': 2 }, '{"\u{1f600}":2,"\ufb33":1}'],
    [-7, '-7'],
  ])('of %j', (value, canonical) => {
    expect(canonicalJson(value)).toBe(canonical);
  });

  it.each<[string, unknown]>([
    ['a float', 0.5],
    ['minus zero', -0],
    ['an unsafe integer', 2 ** 53],
    ['not a number', Number.NaN],
    ['half a character', '\udc00'],
    ['half a character in a name', { '\ud800': 1 }],
    ['undefined', { a: undefined }],
    ['a date', new Date(0)],
    ['a function', () => 1],
    ['a bigint', 1n],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value as JsonValue)).toThrow(TypeError);
  });
});

describe('a receipt', () => {
  const signer = signerFromSeed(new Uint8Array(32).fill(9));
  const NAME = 'log.gov.example/ledger/receipt';
  const key = verifierKey(c, NAME, ED25519, signer.publicKey);
  const note = (text: string, name = NAME): string => formatNote(signNote(c, name, signer, text));

  it('names its issuer and its lines', () => {
    const outcome = verifyReceipt(c, key, note(`${NAME}\ncode ABCD-EFGH\nat 2026-11-23\n`));
    expect(outcome).toEqual({
      ok: true,
      receipt: {
        issuer: NAME,
        lines: new Map([
          ['code', 'ABCD-EFGH'],
          ['at', '2026-11-23'],
        ]),
        files: [],
      },
    });
  });

  it('names every file that was handed in, in order', () => {
    const outcome = verifyReceipt(c, key, note(`${NAME}\ncode A\nfile aa\nfile bb\nfile aa\n`));
    expect(outcome.ok && [outcome.receipt.files, [...outcome.receipt.lines.keys()]]).toEqual([
      ['aa', 'bb', 'aa'],
      ['code'],
    ]);
  });

  it.each([
    ['another issuer', note('other/receipt\ncode A\n'), 'receipt/malformed'],
    ['a line without value', note(`${NAME}\ncode\n`), 'receipt/malformed'],
    ['a line twice', note(`${NAME}\ncode A\ncode B\n`), 'receipt/malformed'],
    ['no signature', `${NAME}\ncode A\n`, 'receipt/malformed'],
    ['another key’s signature', note(`${NAME}\ncode A\n`, 'other.example'), 'receipt/not-signed'],
    ['a changed line', note(`${NAME}\ncode A\n`).replace('code A', 'code B'), 'receipt/not-signed'],
  ])('with %s is refused', (_, text, failure) => {
    expect(verifyReceipt(c, key, text)).toEqual({ ok: false, failure });
  });
});

describe('a journal proof', () => {
  const row = (i: number, commitment = `"commitment":"${'a'.repeat(64)}",`): string =>
    `{"at":"2026-11-23T08:00:00Z",${commitment}"rest":"${i.toString().padStart(64, '0')}","v":"gov-journal/1"}`;
  const root = treeHash(c, [utf8(row(0)), utf8(row(1))]);
  const text = formatJournalProof({
    anchor: { rid: RID, rev: 3 },
    index: 1n,
    size: 2n,
    path: [leafHash(c, utf8(row(0)))],
    entry: row(1),
  });

  it('leads to the root of its anchor and to no other', () => {
    const proof = parseJournalProof(text)!;
    expect(proof.anchor).toEqual({ rid: RID, rev: 3 });
    expect(proof.entry.commitment).toBe('a'.repeat(64));
    expect(verifyJournalProof(c, proof, root)).toBe(true);
    expect(verifyJournalProof(c, proof, treeHash(c, [utf8(row(0)), utf8(row(2))]))).toBe(false);
    expect(parseJournalProof(text.replace(row(1), row(1, '')))?.entry.commitment).toBeUndefined();
  });

  it.each<[string, string]>([
    ['another header', text.replace('proof/1', 'proof/2')],
    ['no anchor', text.replace('anchor', 'ship')],
    ['a leading zero', text.replace('index 1', 'index 01')],
    ['no size', text.replace('size 2\n', '')],
    ['a short hash', text.replace(/\n.{44}\n/, '\nAAAA\n')],
    ['a name in the row', text.replace('"rest"', '"name":"张三","rest"')],
    ['no end of line', text.slice(0, -1)],
    ['no blank line', text.replace('\n\n', '\n')],
    ['64 hashes', text.replace('size 2\n', `size 2\n${`${'A'.repeat(43)}=\n`.repeat(64)}`)],
  ])('is not with %s', (_, bad) => {
    expect(parseJournalProof(bad)).toBeUndefined();
  });
});
