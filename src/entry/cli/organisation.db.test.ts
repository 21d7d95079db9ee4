import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testContext } from '#tests/context';
import { testDatabase } from '#tests/database';
import { UsageError } from './command.ts';
import { runOrganisation } from './organisation.ts';

const database = testDatabase();
const ctx = testContext(database);
let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'chengming-organisation-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function run(words: string): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await runOrganisation(ctx, words.split(' '), (line) => lines.push(line));
  return { code, lines };
}
const count = async (): Promise<number> =>
  (await database.db.selectFrom('agency').select('id').execute()).length;

it('imports a file, again without doubles', async () => {
  for (const words of [
    'import demo/data/organisation.json',
    'import demo/data/organisation.json --valid-from 2026-12-01',
  ])
    expect(await run(words)).toEqual({
      code: 0,
      lines: ['✓ 唐山市商务局: 14 offices, 54 posts, 52 persons'],
    });
  expect(await count()).toBe(1);
});

it.each([
  ['{"agency":{"key":"a"}}', 'agency/slug'],
  ['[]', ''],
])('says at which field %s is wrong, and writes nothing', async (text, path) => {
  const before = await count();
  const file = join(dir, 'faulty.json');
  await writeFile(file, text);
  const { code, lines } = await run(`import ${file}`);
  expect(code).toBe(1);
  expect(lines.some((line) => line.startsWith(`✗ ${path}`))).toBe(true);
  expect(await count()).toBe(before);
});

it.each([
  '',
  'import',
  'export x',
  'import /nowhere.json',
  'import tsconfig.json.nowhere',
  'import CONTRIBUTING.md',
  'import demo/data/organisation.json --valid-from soon',
])('a mistake in the words is told as such: %s', async (words) => {
  await expect(run(words)).rejects.toThrow(UsageError);
});
