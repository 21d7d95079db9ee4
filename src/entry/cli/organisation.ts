import { readFile } from 'node:fs/promises';
import { LegalDay, legalDayOf } from '#kernel';
import { importOrganisation, OrganisationTree } from '#modules/organisation';
import type { UseCase } from '#platform/context';
import { fieldProblems } from '#platform/http';
import { wire } from '../context.ts';
import { parseArgs, UsageError, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const organisationCommand: Command = {
  name: 'organisation',
  summary: '机构 / imports an agency with its offices, posts and persons from JSON',
  help: `organisation import <file.json> [--valid-from YYYY-MM-DD]

Brings one agency to the state of the file; repeatable, since its parts are known by their keys. Persons take up their
posts on --valid-from (default: today); who is no longer named leaves them the day before.
The form of the file: demo/data/organisation.json.`,
  async run(args) {
    return withDatabase(async (config) => {
      const ctx = wire(config, 'cli');
      try {
        return await runOrganisation({ ...ctx, requestId: 'cli' }, args, console.log);
      } finally {
        await ctx.close();
      }
    });
  },
};

/** The command on a context. */
export async function runOrganisation(
  ctx: UseCase,
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const { rest, options } = parseArgs(args);
  const [word, file] = rest;
  if (word !== 'import' || file === undefined) throw new UsageError('organisation import <file.json>');
  const day = LegalDay.safeParse(options.get('valid-from') ?? legalDayOf(ctx.clock.now()));
  if (!day.success) throw new UsageError('--valid-from is a day: YYYY-MM-DD');
  const tree = OrganisationTree.safeParse(await readJson(file));
  if (!tree.success) {
    for (const field of fieldProblems(tree.error))
      print(`✗ ${field.path}: ${field.message.zh} / ${field.message.en}`);
    return 1;
  }
  const result = await importOrganisation(
    ctx,
    { kind: 'system', name: 'cli' },
    { tree: tree.data, validFrom: day.data },
  );
  if (!result.ok) {
    print(`✗ ${JSON.stringify(result.error)}`);
    return 1;
  }
  const { offices, posts, persons } = result.value;
  print(`✓ ${tree.data.agency.name}: ${offices.size} offices, ${posts.size} posts, ${persons.size} persons`);
  return 0;
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`cannot read ${file}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
}
