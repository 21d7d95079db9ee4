import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { freePort, startProgram, untilReady } from './program.ts';

const LOAD_SECONDS = 180;

/**
 * A folder of data with the whole demonstration in it, for one walk. The demonstration is loaded once a run, by whoever asks
 * first, and copied from then on: loading it for every walk took a quarter of the run.
 */
export async function demonstrationFolder(name: string): Promise<string> {
  const loaded = inject('demonstration');
  await loadOnce(loaded);
  const dataDir = folder(join(tmpdir(), `chengming-${name}-`));
  execFileSync('cp', ['-a', `${loaded}/data/.`, dataDir]);
  return dataDir;
}

/** The server user of PostgreSQL has to pass through the folder, so that its cluster lies in it and is copied with it. */
function folder(prefix: string): string {
  const made = mkdtempSync(prefix);
  chmodSync(made, 0o711);
  return made;
}

async function loadOnce(root: string): Promise<void> {
  const done = join(root, 'done');
  const failed = join(root, 'failed');
  if (isFirst(join(root, 'data'))) {
    const program = startProgram(join(root, 'data'), await freePort());
    try {
      await untilReady(program, LOAD_SECONDS);
      if ((await program.stop()) !== 0) throw new Error('the program did not end well');
      writeFileSync(done, '');
    } catch (error) {
      writeFileSync(failed, String(error));
      if (program.child.exitCode === null) await program.stop();
    }
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error('the demonstration was not loaded');
    await sleep(100);
  }
}

function isFirst(dir: string): boolean {
  try {
    mkdirSync(dir, { mode: 0o711 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
