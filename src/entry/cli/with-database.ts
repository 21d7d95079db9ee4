import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseConfig, type Config } from '#platform/config';
import { startEmbedded } from '#platform/database';
import { databaseEnv } from '../database-env.ts';
import { commandConfig } from './command.ts';

type WithDatabase = Config & { readonly database: NonNullable<Config['database']> };

/**
 * Gives a command the four logins: of an external database, of the server that `npm start` runs, or of the embedded one,
 * started for as long as the command takes.
 */
export async function withDatabase<T>(use: (config: WithDatabase) => Promise<T>): Promise<T> {
  const config = parseConfig(process.env);
  if (config.database || (await isRunning(config.dataDir))) return use(await commandConfig());
  const server = await startEmbedded({ dataDir: config.dataDir });
  try {
    const started = parseConfig({ ...process.env, ...databaseEnv(server) });
    if (!started.database) throw new Error('no database address');
    return await use({ ...started, database: started.database });
  } finally {
    await server.stop();
  }
}

const Running = z.object({ pid: z.number().int().positive() });

/** The file outlives a program that was killed; then the server is started again, and takes over. */
async function isRunning(dataDir: string): Promise<boolean> {
  const text = await readFile(join(dataDir, 'run.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  try {
    process.kill(Running.parse(JSON.parse(text)).pid, 0);
    return true;
  } catch {
    return false;
  }
}
