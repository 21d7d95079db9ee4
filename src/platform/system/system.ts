import { randomBytes } from 'node:crypto';
import { ridFromBytes, uuidV7, type Clock, type Ids } from '#kernel';

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

/** Ids from the operating system's random source. */
export const systemIds: Ids = {
  rid: () => ridFromBytes(randomBytes(16)),
  uuid: (now) => uuidV7(now, randomBytes(10)),
  bytes: (n) => new Uint8Array(randomBytes(n)),
};
