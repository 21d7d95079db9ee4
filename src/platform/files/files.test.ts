import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFiles, type Files } from './files.ts';

let dir: string;
let files: Files;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'chengming-files-'));
  files = createFiles(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function* chunks(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part;
}
const PNG = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0,
  1, 8, 6, 0, 0, 0,
]);

describe('files', () => {
  it('stores what it is given, typed by content and not by name', async () => {
    const stored = await files.put(chunks('%PDF-1.7\n', 'rest of the document'), { maxBytes: 1_000 });
    expect(stored).toMatchObject({ ok: true, value: { type: 'application/pdf', size: 29 } });
    if (!stored.ok) return;
    const read: Buffer[] = [];
    for await (const chunk of files.open(stored.value.key)) read.push(Buffer.from(chunk as Uint8Array));
    expect(Buffer.concat(read).toString()).toBe('%PDF-1.7\nrest of the document');
  });

  it.each([
    ['a page', ['<html><script>1</script></html>'], 'file/type-not-allowed'],
    ['a page behind a blank', ['  <svg onload="x">'], 'file/type-not-allowed'],
    ['a program', [Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0])], 'file/type-not-allowed'],
    ['nothing', [], 'file/empty'],
    ['too much', ['%PDF-1.7\n', 'x'.repeat(2_000)], 'file/too-large'],
  ])('refuses %s and leaves nothing behind', async (_, parts, code) => {
    const before = (await readdir(dir, { recursive: true })).length;
    expect(await files.put(chunks(...parts), { maxBytes: 1_000 })).toMatchObject({
      ok: false,
      error: { code },
    });
    const left = (await readdir(dir, { recursive: true, withFileTypes: true })).filter(
      (e) => e.isFile() && e.name.endsWith('.part'),
    );
    expect(left).toEqual([]);
    expect((await readdir(dir, { recursive: true })).length).toBeGreaterThanOrEqual(before);
  });

  it('takes pictures and plain text', async () => {
    expect(await files.put(chunks(PNG), { maxBytes: 1_000 })).toMatchObject({
      ok: true,
      value: { type: 'image/png' },
    });
    expect(await files.put(chunks('申请说明'), { maxBytes: 1_000 })).toMatchObject({
      ok: true,
      value: { type: 'text/plain' },
    });
  });

  it('sweeps old objects that nothing refers to, and only those', async () => {
    const kept = await files.put(chunks('kept'), { maxBytes: 100 });
    const orphan = await files.put(chunks('orphan'), { maxBytes: 100 });
    const young = await files.put(chunks('young'), { maxBytes: 100 });
    if (!kept.ok || !orphan.ok || !young.ok) throw new Error('not stored');
    const long = new Date(Date.now() - 2 * 3_600_000);
    for (const { key } of [kept.value, orphan.value])
      await utimes(join(dir, key.slice(0, 2), key), long, long);
    expect(await files.sweep(async () => new Set([kept.value.key]), new Date())).toBe(1);
    const names = (await readdir(dir, { recursive: true })).join(' ');
    expect(names).toContain(kept.value.key);
    expect(names).toContain(young.value.key);
    expect(names).not.toContain(orphan.value.key);
  });

  it('refuses keys that are not its own', () => {
    expect(() => files.open('../../etc/passwd')).toThrow('file key');
  });
});
