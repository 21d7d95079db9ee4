import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppContext } from '#platform/context';
import { startEmbedded, type EmbeddedServer } from '#platform/database';
import { parseConfig } from '#platform/config';
import { removeData } from '#tests/data-dir';
import { wire, type Wired } from '../src/entry/context.ts';
import { databaseEnv } from '../src/entry/database-env.ts';
import { migrateAll } from '../src/entry/migrate-all.ts';

/** What a part has open: ended in reverse order when it is done, fails, or is interrupted. */
export class Scratch {
  readonly #ends: (() => unknown)[] = [];
  #ending: Promise<void> | undefined;

  onEnd(end: () => unknown): void {
    this.#ends.push(end);
  }

  /** A folder of its own under the system's temporary folder. */
  async folder(): Promise<string> {
    const dir = await mkdtemp(join(tmpdir(), 'chengming-bench-'));
    this.onEnd(() => removeData(dir));
    return dir;
  }

  end(): Promise<void> {
    this.#ending ??= (async () => {
      for (const end of this.#ends.toReversed()) {
        try {
          await end();
        } catch (error) {
          console.error(error);
        }
      }
    })();
    return this.#ending;
  }
}

export type Bench = {
  readonly dataDir: string;
  readonly server: EmbeddedServer;
  /** The context of a process on it, with the real clock. */
  context(overrides?: Partial<AppContext>): Wired;
};

/** A migrated PostgreSQL that keeps its promises: fsync and synchronous commit stay on. */
export async function startBench(scratch: Scratch): Promise<Bench> {
  const dataDir = await scratch.folder();
  const server = await startEmbedded({ dataDir });
  scratch.onEnd(() => server.stop('immediate'));
  await migrateAll(server.url('migrator'));
  const config = parseConfig({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    DEMO_SIZE: '0',
    ...databaseEnv(server),
  });
  return {
    dataDir,
    server,
    context(overrides = {}) {
      const wired = wire(config, 'bench', overrides);
      let closed: Promise<void> | undefined;
      const close = (): Promise<void> => (closed ??= wired.close());
      scratch.onEnd(close);
      return { ...wired, close };
    },
  };
}

/** Where Debian puts what it ships; undefined when it is not installed. */
export function findTool(...places: readonly string[]): string | undefined {
  return places.find((path) => existsSync(path));
}
