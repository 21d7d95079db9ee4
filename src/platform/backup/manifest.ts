import { z } from 'zod';

const Stored = z.object({
  path: z.string(),
  size: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Last member of a backup: what it holds, and the digest of everything before it. */
export const Manifest = z.object({
  format: z.literal('chengming-backup/1'),
  at: z.iso.datetime(),
  /** Migrations the tables are at, with their digests. */
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  tables: z.array(Stored.extend({ schema: z.string(), table: z.string(), columns: z.array(z.string()) })),
  sequences: z.array(z.object({ schema: z.string(), sequence: z.string(), last: z.string().nullable() })),
  files: z.array(Stored),
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST_PATH = 'manifest.json';

/** Raised when a backup cannot be made or restored, with one sentence that a person can act on. */
export class BackupRefusal extends Error {
  override readonly name = 'BackupRefusal';
}
