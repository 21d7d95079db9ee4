import { Rid, Uuid } from './ids.ts';

/** A record id from 16 random bytes. */
export function ridFromBytes(bytes: Uint8Array): Rid {
  if (bytes.length !== 16) throw new Error('a record id has 16 bytes');
  return Rid.parse(base64url(bytes));
}

/** UUIDv7 (RFC 9562 §5.7): milliseconds since 1970, then 74 random bits taken from 10 bytes. */
export function uuidV7(now: Date, random: Uint8Array): Uuid {
  if (random.length < 10) throw new Error('a UUIDv7 needs 10 random bytes');
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(now.getTime()) << 16n);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return Uuid.parse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  );
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
