import { z } from 'zod';

/** Identity of a record for life: 128 random bits as 22 base64url characters (DECISIONS §1). */
export const Rid = z
  .string()
  .regex(/^[A-Za-z0-9_-]{21}[AQgw]$/, 'rid')
  .brand<'Rid'>();
export type Rid = z.infer<typeof Rid>;

/** Database key: UUIDv7, so that rows of one time lie together. */
export const Uuid = z.uuid().brand<'Uuid'>();
export type Uuid = z.infer<typeof Uuid>;

/** The port through which the domain receives randomness; `seededIds` in tests and the demonstration. */
export interface Ids {
  rid(): Rid;
  uuid(now: Date): Uuid;
  /** `n` random bytes, e.g. a 32-byte commitment salt. */
  bytes(n: number): Uint8Array;
}
