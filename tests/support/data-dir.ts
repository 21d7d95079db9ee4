import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Removes a folder given as `DATA_DIR`, and the one beside it that was chosen for a database it could not hold. */
export async function removeData(dataDir: string): Promise<void> {
  const noted = join(dataDir, 'postgres.path');
  if (existsSync(noted))
    await rm(dirname(readFileSync(noted, 'utf8').trim()), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
