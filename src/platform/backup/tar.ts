import { Buffer } from 'node:buffer';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** A POSIX ustar archive, so that any `tar` opens a backup: regular files only, sizes up to 8 GiB − 1 each. */
const BLOCK = 512;
const MAX_SIZE = 0o77777777777;

export type TarMember = { readonly path: string; readonly size: number };

/** Bytes of an archive; each member's content is read from a file whose size is known. */
export async function* tarOf(
  members: AsyncIterable<TarMember & { readonly file: string }>,
): AsyncGenerator<Uint8Array> {
  for await (const { path, size, file } of members) {
    yield header(path, size);
    let sent = 0;
    for await (const part of createReadStream(file, { end: Math.max(size - 1, 0) }).iterator()) {
      const bytes: Buffer = part;
      const rest = bytes.subarray(0, size - sent);
      sent += rest.length;
      yield rest;
    }
    if (sent !== size) throw new Error(`${path} shrank while it was packed`);
    yield Buffer.alloc(padding(size));
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** Raised for bytes that are not an archive of ours. */
class TarError extends Error {
  override readonly name = 'TarError';
}

/** Reads an archive member by member; `consume` must take the whole content before it returns. */
export async function readTar(
  source: Readable,
  consume: (member: TarMember, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const reader = blockReader(source);
  for (;;) {
    const block = await reader.take(BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const member = parseHeader(block);
    await consume(member, reader.stream(member.size));
    await reader.take(padding(member.size));
  }
}

function header(path: string, size: number): Buffer {
  if (Buffer.byteLength(path) > 100 || size > MAX_SIZE) throw new TarError(`${path} does not fit an archive`);
  const block = Buffer.alloc(BLOCK);
  block.write(path, 0);
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write(' '.repeat(8), 148);
  block.write('0', 156);
  block.write('ustar\0' + '00', 257);
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function parseHeader(block: Buffer): TarMember {
  const stated = Number.parseInt(text(block, 148, 8), 8);
  const bare = Buffer.from(block);
  bare.write(' '.repeat(8), 148);
  const size = Number.parseInt(text(block, 124, 12), 8);
  if (stated !== checksum(bare) || !Number.isSafeInteger(size) || text(block, 257, 5) !== 'ustar')
    throw new TarError('not an archive, or a damaged one');
  return { path: text(block, 0, 100), size };
}

function text(block: Buffer, at: number, length: number): string {
  const [value = ''] = block.toString('utf8', at, at + length).split('\0');
  return value;
}

function checksum(block: Buffer): number {
  return block.reduce((sum, byte) => sum + byte, 0);
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function blockReader(source: Readable): {
  take(n: number): Promise<Buffer>;
  stream(n: number): AsyncGenerator<Uint8Array>;
} {
  const parts: AsyncIterator<Buffer> = source.iterator();
  let held = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const next = await parts.next();
    if (next.done) throw new TarError('the archive ends too early');
    held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value]);
  };
  return {
    async take(n) {
      while (held.length < n) await more();
      const taken = held.subarray(0, n);
      held = held.subarray(n);
      return taken;
    },
    async *stream(n) {
      for (let left = n; left > 0;) {
        if (held.length === 0) await more();
        const part = held.subarray(0, left);
        held = held.subarray(part.length);
        left -= part.length;
        yield part;
      }
    },
  };
}
