import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openNote, parseNote, parseVerifierKey } from '@chengming/ledger-verify';
import { nodeCrypto as c } from '@chengming/ledger-verify/node';
import { expect, it } from 'vitest';
import { tempDir } from '#tests/ledger';
import { loadNoteKey } from './keys.ts';
import { signReceipt } from './receipt.ts';

it('processes that start at once agree on one key, which only its owner reads', async () => {
  const dir = join(tempDir(), 'secrets');
  const keys = await Promise.all(
    Array.from({ length: 12 }, () => loadNoteKey(dir, 'ledger-key', 'log.test/ledger', true)),
  );
  expect(new Set(keys.map((key) => key.text)).size).toBe(1);
  expect(await readdir(dir)).toEqual(['ledger-key']);
  expect((await stat(join(dir, 'ledger-key'))).mode & 0o777).toBe(0o600);
});

it('a key from the specification’s vector has its verifier key', async () => {
  const dir = tempDir();
  await writeFile(join(dir, 'k'), `${'07'.repeat(32)}\n`);
  expect((await loadNoteKey(dir, 'k', 'log.gov.example/tlog/2026', false)).text).toBe(
    'log.gov.example/tlog/2026+ffdf63ab+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs',
  );
});

it.each([
  ['', 'does not hold a key'],
  ['abc', 'does not hold a key'],
  [`${'0'.repeat(63)}g`, 'does not hold a key'],
])('a file with %j is refused', async (content, sentence) => {
  const dir = tempDir();
  await writeFile(join(dir, 'k'), content);
  await expect(loadNoteKey(dir, 'k', 'log.test/ledger', true)).rejects.toThrow(sentence);
});

it('in production a key is brought, never made', async () => {
  const dir = tempDir();
  await expect(loadNoteKey(dir, 'k', 'log.test/ledger', false)).rejects.toThrow('is missing');
  expect(await readdir(dir)).toEqual([]);
});

it('a receipt verifies offline with the receipt key, and no changed one does', async () => {
  const key = await loadNoteKey(tempDir(), 'receipt-key', 'log.test/ledger/receipt', true);
  const receipt = signReceipt(key, [
    ['receipt', '7K2M-Q9XD'],
    ['received', '2026-11-23T08:00:00Z'],
    ['item', '对外贸易经营者备案'],
  ]);
  const verifier = parseVerifierKey(c, key.text);
  const opened = (text: string) => openNote(c, parseNote(text)!, [verifier!]);
  expect(opened(receipt)?.note.text).toBe(
    'log.test/ledger/receipt\nreceipt 7K2M-Q9XD\nreceived 2026-11-23T08:00:00Z\nitem 对外贸易经营者备案\n',
  );
  expect(opened(receipt.replace('08:00:00', '07:00:00'))).toBeUndefined();
});

it.each([
  ['Item', 'x'],
  ['item', 'two\nlines'],
])('a receipt cannot be given another line by its values: %s %j', async (name, value) => {
  const key = await loadNoteKey(tempDir(), 'receipt-key', 'log.test/ledger/receipt', true);
  expect(() => signReceipt(key, [[name, value]])).toThrow('receipt line');
});
