import { describe, expect, it } from 'vitest';
import { fromHex, toBase64, toHex, utf8 } from './bytes.ts';
import { commit, commitmentRoot, fieldValueBytes } from './commitment.ts';
import { rootOfHashes, leafHash, treeHash } from './merkle.ts';
import { nodeCrypto as c, signerFromSeed } from './node/crypto.ts';
import {
  COSIGNATURE_V1,
  ED25519,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  openNote,
  parseNote,
  parseVerifierKey,
  signNote,
  verifierKey,
} from './note.ts';

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

describe('keys', () => {
  it.each([
    [
      'example.com/foo',
      0x00,
      ED25519,
      'example.com/foo+68399dd7+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop',
    ],
    [
      'log.gov.example/tlog/2026',
      0x07,
      ED25519,
      'log.gov.example/tlog/2026+ffdf63ab+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs',
    ],
    [
      'witness.example/w1',
      0x0a,
      COSIGNATURE_V1,
      'witness.example/w1+9d26672a+BEOnLnFEAXYt9mtowm373yaCquyfJHTspGE+QkoPuv08',
    ],
  ])('%s', (name, byte, type, text) => {
    const key = verifierKey(c, name, type, signerFromSeed(seed(byte)).publicKey);
    expect(formatVerifierKey(key)).toBe(text);
    expect(parseVerifierKey(c, text)).toEqual(key);
  });

  it.each([
    ['no key', 'example.com/foo+68399dd7'],
    ['another key id', 'example.com/foo+68399dd8+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop'],
    ['a blank in the name', 'example com+68399dd7+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop'],
    ['base64 that is not canonical', 'example.com/foo+68399dd7+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdoq'],
  ])('refuses %s', (_, text) => {
    expect(parseVerifierKey(c, text)).toBeUndefined();
  });
});

/** From the signed-note specification, https://c2sp.org/signed-note. */
const C2SP_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';

describe('notes', () => {
  it('the empty checkpoint of the reference log', () => {
    const text = formatCheckpoint({ origin: 'log.gov.example/tlog/2026', size: 0n, root: treeHash(c, []) });
    expect(formatNote(signNote(c, 'log.gov.example/tlog/2026', signerFromSeed(seed(7)), text))).toBe(
      'log.gov.example/tlog/2026\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n' +
        '— log.gov.example/tlog/2026 /99jq1sJjus7wUKY1KFfsvNhWgi17taneSBfYhCBlWoFAjGdbupxo0orPOd2ngdmHNH9jXRd4FWI0/dRJe2zThir/QM=\n',
    );
  });

  it('the example of the specification opens, and not with a word changed', () => {
    const key = parseVerifierKey(c, C2SP_KEY)!;
    const text = 'This is an example message.\n';
    const line =
      '\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
    const note = parseNote(`${text}\n${line}`)!;
    expect(openNote(c, note, [key])?.verified).toEqual([key]);
    expect(formatNote(note)).toBe(`${text}\n${line}`);
    expect(openNote(c, { ...note, text: text.replace('example', 'other') }, [key])).toBeUndefined();
  });

  it('a known key whose signature fails rejects the note; an unknown key is ignored', () => {
    const good = signNote(c, 'a.example', signerFromSeed(seed(1)), 'text\n');
    const other = signNote(c, 'b.example', signerFromSeed(seed(2)), 'other text\n');
    const keyA = verifierKey(c, 'a.example', ED25519, signerFromSeed(seed(1)).publicKey);
    const keyB = verifierKey(c, 'b.example', ED25519, signerFromSeed(seed(2)).publicKey);
    const mixed = { text: good.text, signatures: [...good.signatures, ...other.signatures] };
    expect(openNote(c, mixed, [keyA])?.verified).toEqual([keyA]);
    expect(openNote(c, mixed, [keyA, keyB])).toBeUndefined();
    expect(openNote(c, mixed, [])).toBeUndefined();
  });

  it('splits at the last blank line', () => {
    const note = signNote(c, 'a.example', signerFromSeed(seed(1)), 'one\n\ntwo\n');
    expect(parseNote(formatNote(note))).toEqual(note);
  });

  it.each([
    ['no blank line', 'text\n— a AAAAAAA=\n'],
    ['no signature', 'text\n\n'],
    ['a carriage return', 'text\r\n\n— a AAAAAAA=\n'],
    ['no newline at the end', 'text\n\n— a AAAAAAA='],
    ['a hyphen for the dash', 'text\n\n- a AAAAAAA=\n'],
    ['a short blob', 'text\n\n— a AAAA\n'],
  ])('refuses %s', (_, text) => {
    expect(parseNote(text)).toBeUndefined();
  });
});

describe('trees', () => {
  const entry = (i: number): Uint8Array =>
    utf8(JSON.stringify({ v: 1, i, type: 'disclosure', c: toHex(c.sha256(utf8(`x${i}`))) }));

  it.each([
    [1, 'yinvUreCgYpZv58u76HZEqIupXCrOBTmUZLNTiy1tsQ='],
    [2, 'PBN/xgEkI6R1Xokia/ylBOxn2S+5jb9YOuRr/mQ+2GM='],
    [3, 'XLzaVISOFTnb5PAOLgGORApKYQMS3W6GyE3kUUQjs6w='],
    [255, 'NQekOsP9BQW/X1+HVIVF/LcxF324QhzKhY6A8fSl8FY='],
    [256, 'ku3CPM6YqTLjO16CroGamh8OQw3bH+DTchAby2BKBPU='],
    [257, 'jQ+0Lm55D62QlybCQnhb4Ok2ElXs5Cs2hRRvYWg2Paw='],
    [65_536, 'BEj6Tdo4evFvOPgsWlryEUdhazaBsyKTBaJLRcvmG18='],
    [65_537, '3iPAOpsCVoA4egLyyZJrSWVrRjUahdyyS55zX9jifDc='],
    [70_000, 'BWPt9T49flsgw8HVy2PspDEx2Ljw9KhttCv22ZYVc3A='],
  ])('root of the reference log at %i', (size, root) => {
    const hashes = Array.from({ length: size }, (_, i) => leafHash(c, entry(i)));
    expect(toBase64(rootOfHashes(c, hashes))).toBe(root);
  });
});

/** Computed by another program (Python's hashlib) from the definition. */
const THREE_FIELDS = '1a6feb8cf17e2ad97132450d7453d8d9c3bb1f6eee76c617a4dcaf061ed26d89';

describe('commitments', () => {
  it('the vector of the reference: name, salt 0x11, 张三', () => {
    expect(toHex(commit(c, 'name', seed(0x11), fieldValueBytes('张三')))).toBe(
      'ac2c03e9e7131fb996cc79a9ddf5231c08a7db914cafe1bf2249f5763f35d13b',
    );
  });

  it('three fields, ordered by name whatever the order given (docs: README)', () => {
    const fields = [
      { name: 'name', value: '张三', salt: 0x11 },
      { name: 'fee', value: 120_000, salt: 0x22 },
      { name: 'file', value: { file: '00'.repeat(32) }, salt: 0x33 },
    ].map((f) => ({ name: f.name, commitment: commit(c, f.name, seed(f.salt), fieldValueBytes(f.value)) }));
    const root = toHex(commitmentRoot(c, fields));
    expect(toHex(commitmentRoot(c, fields.toReversed()))).toBe(root);
    expect(root).toBe(THREE_FIELDS);
    expect(() => commitmentRoot(c, [...fields, ...fields])).toThrow('two fields');
  });

  it('composes characters before committing and refuses other salts', () => {
    expect(fieldValueBytes('e\u0301')).toEqual(utf8('\u00e9'));
    expect(() => commit(c, 'a', new Uint8Array(31), utf8('x'))).toThrow('32 bytes');
  });
});

it('hexadecimal is lower case and whole', () => {
  expect(fromHex('0aff')).toEqual(Uint8Array.of(10, 255));
  expect(fromHex('0AFF')).toBeUndefined();
  expect(fromHex('0af')).toBeUndefined();
});
