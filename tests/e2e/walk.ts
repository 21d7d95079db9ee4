import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { removeData } from '#tests/data-dir';
import { freePort, startProgram, untilReady, type Program } from './program.ts';
import { Stage } from './stage.ts';

const START_SECONDS = 180;

export type Walk = {
  /** Folder of the program's data. */
  readonly dataDir: string;
  readonly port: number;
  readonly program: Program;
  readonly stage: Stage;
};

/** Waits until the demonstration has published a power of this name: from then on everybody has an account. */
export const published =
  (name: string, type = '10') =>
  async (base: string): Promise<void> => {
    const answer = await fetch(`${base}/api/v1/powers?limit=100&type=${type}`);
    expect(await answer.text()).toContain(name);
  };

/**
 * The built program with the demonstration on a folder of its own, and a stage to walk it on, from `beforeAll` to `afterAll`.
 * `begun` is asked until it holds; without it the whole demonstration is waited for.
 */
export function walkProgram(name: string, begun?: (base: string) => Promise<void>): () => Walk {
  let walk: Walk | undefined;
  beforeAll(
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), `chengming-${name}-`));
      const port = await freePort();
      const program = startProgram(dataDir, port);
      const { base } = program;
      if (begun === undefined) await untilReady(program, START_SECONDS);
      else await vi.waitFor(() => begun(base), { timeout: START_SECONDS * 1_000, interval: 250 });
      walk = { dataDir, port, program, stage: await Stage.open(base) };
    },
    (START_SECONDS + 30) * 1_000,
  );
  afterAll(async () => {
    if (walk === undefined) return;
    await walk.stage.close();
    await walk.program.stop();
    await removeData(walk.dataDir);
  });
  return () => {
    if (walk === undefined) throw new Error('the program is started by beforeAll');
    return walk;
  };
}
