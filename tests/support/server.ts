import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '#platform/database';
import { migrateAll } from '../../src/entry/migrate-all.ts';
import { removeData } from './data-dir.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection addresses of the template database; replace the database name by the copy's. */
    database: { superuser: string; migrator: string; app: string; sequencer: string; signer: string };
    /** Folder in which the first walk loads the demonstration that all of them copy. */
    demonstration: string;
  }
}

/** One throw-away PostgreSQL a run, with a migrated template of which every test file gets its own copy. */
// oxlint-disable-next-line import/no-default-export -- vitest asks for a default export here
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chengming-test-'));
  const server = await startEmbedded({
    dataDir,
    database: 'template',
    settings: [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      'max_connections=200',
      'shared_buffers=256MB',
    ],
  });
  await migrateAll(server.url('migrator'));
  project.provide('database', {
    superuser: server.url('superuser'),
    migrator: server.url('migrator'),
    app: server.url('app'),
    sequencer: server.url('sequencer'),
    signer: server.url('signer'),
  });
  const demonstration = await mkdtemp(join(tmpdir(), 'chengming-demonstration-'));
  await chmod(demonstration, 0o711);
  project.provide('demonstration', demonstration);
  return async () => {
    await server.stop('immediate');
    await removeData(dataDir);
    await removeData(demonstration);
  };
}
