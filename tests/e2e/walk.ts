import { afterAll, beforeAll } from 'vitest';
import { removeData } from '#tests/data-dir';
import { demonstrationFolder } from './demonstration.ts';
import { freePort, startProgram, untilReady, type Program } from './program.ts';
import { Stage } from './stage.ts';

const LOAD_SECONDS = 200;
const START_SECONDS = 90;

export type Walk = {
  /** Folder of the program's data. */
  readonly dataDir: string;
  readonly port: number;
  readonly program: Program;
  readonly stage: Stage;
};

/** The built program with the demonstration on a folder of its own, and a stage to walk it on, from `beforeAll` to `afterAll`. */
export function walkProgram(name: string): () => Walk {
  let walk: Walk | undefined;
  beforeAll(
    async () => {
      const dataDir = await demonstrationFolder(name);
      const port = await freePort();
      const program = startProgram(dataDir, port);
      await untilReady(program, START_SECONDS);
      walk = { dataDir, port, program, stage: await Stage.open(program.base) };
    },
    (LOAD_SECONDS + START_SECONDS) * 1_000,
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
