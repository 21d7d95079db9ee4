import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import { err, ok, type Result } from '#kernel';

export type FileError =
  | { readonly code: 'file/too-large'; readonly limit: number }
  | { readonly code: 'file/type-not-allowed'; readonly type: string }
  | { readonly code: 'file/empty' };

export type StoredFile = {
  /** Random name of the object; one object per (record, file), never shared, so that erasure is erasure. */
  readonly key: string;
  /** SHA-256 of the content as 64 hex digits. */
  readonly sha256: string;
  readonly size: number;
  /** Media type found in the content, not the one claimed. */
  readonly type: string;
};

export type Files = {
  /** Stores and syncs before it answers; call it before the transaction that refers to the file. */
  put(
    source: AsyncIterable<Uint8Array>,
    options: { readonly maxBytes: number },
  ): Promise<Result<StoredFile, FileError>>;
  open(key: string): Readable;
  remove(key: string): Promise<void>;
  /** Removes objects older than an hour that `isReferenced` does not know. */
  sweep(isReferenced: (keys: readonly string[]) => Promise<ReadonlySet<string>>, now: Date): Promise<number>;
};

/** What a person may attach: documents and pictures that open without running anything. */
const ALLOWED = new Set([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/plain',
]);
const KEY = /^[a-f0-9]{32}$/;
const HOUR = 3_600_000;

export function createFiles(dir: string): Files {
  const pathOf = (key: string): string => {
    if (!KEY.test(key)) throw new Error('file key');
    return join(dir, key.slice(0, 2), key);
  };
  return {
    async put(source, { maxBytes }) {
      const key = randomBytes(16).toString('hex');
      const path = pathOf(key);
      await mkdir(join(dir, key.slice(0, 2)), { recursive: true });
      const partial = `${path}.part`;
      const handle = await open(partial, 'wx', 0o600);
      const hash = createHash('sha256');
      const head: Uint8Array[] = [];
      let headSize = 0;
      let size = 0;
      let refused: FileError | undefined;
      try {
        for await (const chunk of source) {
          size += chunk.byteLength;
          if (size > maxBytes) {
            refused = { code: 'file/too-large', limit: maxBytes };
            break;
          }
          if (headSize < 65_536) {
            head.push(chunk);
            headSize += chunk.byteLength;
          }
          hash.update(chunk);
          await handle.write(chunk);
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (size === 0) refused = { code: 'file/empty' };
      const type = refused ? '' : await sniff(Buffer.concat(head));
      if (!refused && !ALLOWED.has(type)) refused = { code: 'file/type-not-allowed', type };
      if (refused) {
        await rm(partial, { force: true });
        return err(refused);
      }
      await rename(partial, path);
      await syncFolder(join(dir, key.slice(0, 2)));
      return ok({ key, sha256: hash.digest('hex'), size, type });
    },
    open: (key) => createReadStream(pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
    async sweep(isReferenced, now) {
      let removed = 0;
      for (const folder of await readdir(dir).catch(() => [])) {
        const names = await readdir(join(dir, folder));
        const old: string[] = [];
        for (const name of names) {
          const { mtimeMs } = await stat(join(dir, folder, name));
          if (now.getTime() - mtimeMs > HOUR) old.push(name);
        }
        const known = await isReferenced(old.filter((n) => KEY.test(n)));
        for (const name of old) {
          if (known.has(name)) continue;
          await rm(join(dir, folder, name), { force: true });
          removed += 1;
        }
      }
      return removed;
    },
  };
}

/** The type the bytes show; UTF-8 text without control characters counts as text. */
async function sniff(head: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(head);
  if (found) return found.mime;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) || /^\s*</.test(text)
      ? 'application/octet-stream'
      : 'text/plain';
  } catch {
    return 'application/octet-stream';
  }
}

async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
