import { inflateRawSync } from 'node:zlib';

/** Why a file is not opened as a workbook. */
export type ContainerFault =
  | 'sheet/legacy-format'
  | 'sheet/encrypted'
  | 'sheet/macros'
  | 'sheet/expands-too-far'
  | 'sheet/not-a-workbook'
  | 'sheet/damaged';

/** More parts than any list of items has: one part a sheet and a few beside. */
const MAX_PARTS = 2_000;
/** All parts together, unpacked. 20,000 rows of the widest list come to a fifth of this. */
const MAX_UNPACKED = 100 * 1_048_576;

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;

type Part = {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly at: number;
};

/** Whether these bytes are a packed or compound file, so no text. */
export function isContainer(bytes: Uint8Array): boolean {
  return isZip(bytes) || isCompoundFile(bytes);
}

/**
 * Looks at a workbook before anything parses it (APPNOTE 6.3.9 for the parts, MS-CFB for what is no zip): old formats,
 * encryption, macros, and files that unpack to more than a list of items can hold. Each part is unpacked here with a bound,
 * because the size that a directory states may be a lie.
 */
export function checkContainer(file: Uint8Array): ContainerFault | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (isCompoundFile(bytes))
    return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? 'sheet/encrypted'
      : 'sheet/legacy-format';
  if (!isZip(bytes)) return 'sheet/not-a-workbook';
  const parts = readDirectory(bytes);
  if (parts === undefined) return 'sheet/damaged';
  if (parts.length > MAX_PARTS) return 'sheet/expands-too-far';
  if (parts.some(({ flags }) => (flags & ENCRYPTED_FLAG) !== 0)) return 'sheet/encrypted';
  const names = new Set(parts.map(({ name }) => name.toLowerCase()));
  if ([...names].some((name) => name.endsWith('vbaproject.bin') || name.startsWith('xl/macrosheets/')))
    return 'sheet/macros';
  if (names.has('xl/workbook.bin')) return 'sheet/legacy-format';
  if (!names.has('[content_types].xml')) return 'sheet/not-a-workbook';
  return unpackBounded(bytes, parts);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

function isCompoundFile(bytes: Uint8Array): boolean {
  return COMPOUND_FILE.equals(bytes.subarray(0, COMPOUND_FILE.length));
}

/** The parts a zip lists; `undefined` when its directory cannot be read. ZIP64 is for files far beyond the size limit. */
function readDirectory(bytes: Buffer): readonly Part[] | undefined {
  const end = endOfDirectory(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const parts: Part[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    parts.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

/** The record stands before a comment of at most 65,535 bytes. */
function endOfDirectory(bytes: Buffer): number | undefined {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at -= 1)
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  return undefined;
}

function unpackBounded(bytes: Buffer, parts: readonly Part[]): ContainerFault | undefined {
  let left = MAX_UNPACKED;
  for (const { method, packed, at } of parts) {
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_HEADER) return 'sheet/damaged';
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (start + packed > bytes.length) return 'sheet/damaged';
    if (method === STORED) left -= packed;
    else if (method === DEFLATED) {
      const size = unpackedSize(bytes.subarray(start, start + packed), left);
      if (typeof size === 'string') return size;
      left -= size;
    } else return 'sheet/damaged';
    if (left < 0) return 'sheet/expands-too-far';
  }
  return undefined;
}

function unpackedSize(packed: Uint8Array, limit: number): number | ContainerFault {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) }).length;
  } catch (error) {
    return error instanceof RangeError ? 'sheet/expands-too-far' : 'sheet/damaged';
  }
}
