import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadNoteKey, type NoteKey } from '#modules/ledger';
import type { AppContext } from '#platform/context';

/**
 * The key that seals what goes up, `<origin>/filing`: made at first use outside production, else brought. Without it nothing
 * can be signed, and everything else works.
 */
export async function loadFilingKey(
  ctx: Pick<AppContext, 'config'>,
  origin: string,
): Promise<NoteKey | undefined> {
  const dir = join(ctx.config.dataDir, 'secrets');
  const generate = ctx.config.env !== 'production';
  if (!generate && !existsSync(join(dir, 'filing-key'))) return undefined;
  return loadNoteKey(dir, 'filing-key', `${origin}/filing`, generate);
}
