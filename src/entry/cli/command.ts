import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseConfig, type Config } from '#platform/config';

/** One command of `npm run -s cli -- <name>`. `run` answers with the exit code; what it prints is for people. */
export type Command = {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  run(args: readonly string[]): Promise<number>;
};

/** A mistake in the words of a command: printed with its help, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const Running = z.object({
  DATABASE_URL: z.string(),
  DATABASE_MIGRATOR_URL: z.string(),
  DATABASE_SEQUENCER_URL: z.string(),
  DATABASE_SIGNER_URL: z.string(),
});

/** The configuration of a command: an external database, or the embedded server that `npm start` is running. */
export async function commandConfig(): Promise<
  Config & { readonly database: NonNullable<Config['database']> }
> {
  const config = parseConfig(process.env);
  const found = config.database
    ? config
    : parseConfig({ ...process.env, ...(await runningServer(config.dataDir)) });
  if (!found.database) throw new UsageError('no database');
  return { ...found, database: found.database };
}

async function runningServer(dataDir: string): Promise<Record<string, string>> {
  const text = await readFile(join(dataDir, 'run.json'), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new UsageError(
      `没有正在运行的服务 / nothing runs in ${dataDir}: start it with “npm start”, or set DATABASE_URL`,
    );
  return Running.parse(JSON.parse(text));
}

/** `--name value` and `--flag` words, and the rest in order. */
export function parseArgs(
  args: readonly string[],
  flags: readonly string[] = [],
): { readonly rest: readonly string[]; readonly options: ReadonlyMap<string, string> } {
  const rest: string[] = [];
  const options = new Map<string, string>();
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    if (!word.startsWith('--')) {
      rest.push(word);
      continue;
    }
    const name = word.slice(2);
    if (flags.includes(name)) {
      options.set(name, 'true');
      continue;
    }
    const value = args[i + 1];
    if (value === undefined) throw new UsageError(`--${name} needs a value`);
    options.set(name, value);
    i += 1;
  }
  return { rest, options };
}

export function required(options: ReadonlyMap<string, string>, name: string): string {
  const value = options.get(name);
  if (value === undefined) throw new UsageError(`--${name} is missing`);
  return value;
}
