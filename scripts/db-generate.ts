import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import pg from 'pg';
import { migrate, startEmbedded } from '#platform/database';
import { removeData } from '#tests/data-dir';
import { describeSchema } from './describe-schema.ts';

/**
 * Writes what the migrations make: `db/schema.sql` (for readers and reviews) and the table types of Kysely.
 * With `--check` writes nothing and fails when the committed files differ.
 */
const TYPES = 'src/platform/database/schema.generated.ts';
const SCHEMA = 'db/schema.sql';
const check = process.argv.includes('--check');

const dataDir = await mkdtemp(join(tmpdir(), 'chengming-generate-'));
const server = await startEmbedded({ dataDir, settings: ['fsync=off'] });
try {
  const client = new pg.Client({ connectionString: server.url('migrator') });
  await client.connect();
  await migrate(client, 'db/migrations');
  const schema = await describeSchema(client);
  await client.end();
  const out = join(dataDir, 'types.ts');
  execFileSync(
    'node_modules/.bin/kysely-codegen',
    [
      '--dialect',
      'postgres',
      '--url',
      server.url('migrator'),
      '--out-file',
      out,
      '--include-pattern',
      '(public|ledger|journal).*',
      '--date-parser',
      'string',
      '--type-mapping',
      '{"int8":"bigint"}',
      '--log-level',
      'error',
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const types = await readFile(out, 'utf8');
  for (const [path, text] of [
    [SCHEMA, schema],
    [TYPES, types],
  ] as const) {
    if (!check) {
      await writeFile(path, text);
      continue;
    }
    const committed = await readFile(path, 'utf8').catch(() => '');
    if (committed !== text) {
      console.error(`${path} does not match the migrations; run: npm run db:generate`);
      process.exitCode = 1;
    }
  }
} finally {
  await server.stop('immediate');
  await removeData(dataDir);
}
