import { loadLedgerKeys, type NoteKey } from '#modules/ledger';
import type { AppContext } from '#platform/context';

const loaded = new Map<string, Promise<NoteKey>>();

/** The key receipts are signed with: read once for each data folder. */
export async function receiptKey(ctx: AppContext): Promise<NoteKey> {
  const dir = ctx.config.dataDir;
  const known = loaded.get(dir);
  if (known !== undefined) return known;
  const key = loadLedgerKeys(ctx).then(({ receipt }) => receipt);
  loaded.set(dir, key);
  key.catch(() => loaded.delete(dir));
  return key;
}
