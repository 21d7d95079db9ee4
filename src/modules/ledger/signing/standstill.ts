import type pg from 'pg';
import type { Clock } from '#kernel';
import { RollbackRefusal, type RollbackCode } from './rollback.ts';

/** Why the signer exposes nothing. */
export type StandstillReason = RollbackCode | 'ledger/guard-not-writable';

const NOT_WRITABLE = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'ENOTDIR', 'ENOENT']);

/** The standing reason behind an error of the signer; nothing for what passes by itself, such as a lost connection. */
export function standstillReason(error: unknown): StandstillReason | undefined {
  if (error instanceof RollbackRefusal) return error.code;
  if (error instanceof Error && 'code' in error && NOT_WRITABLE.has(String(error.code)))
    return 'ledger/guard-not-writable';
  return undefined;
}

/** Keeps the reason where the portal and alarms read it; answers whether it is another one than before. */
export async function noteStandstill(
  pool: pg.Pool,
  clock: Clock,
  reason: StandstillReason | undefined,
): Promise<boolean> {
  const changed = await pool.query(
    'UPDATE ledger.standstill SET reason = $1, since = $2 WHERE reason IS DISTINCT FROM $1',
    [reason ?? null, reason === undefined ? null : clock.now()],
  );
  if (changed.rowCount === 0) return false;
  await pool.query('UPDATE publication_epoch SET epoch = epoch + 1');
  await pool.query(`SELECT pg_notify('epoch', '')`);
  return true;
}
