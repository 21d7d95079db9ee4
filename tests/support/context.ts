import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { seededIds, type Clock } from '#kernel';
import { parseConfig } from '#platform/config';
import type { UseCase } from '#platform/context';
import { createFiles } from '#platform/files';
import { createJobs } from '#platform/jobs';
import { createLog } from '#platform/log';
import type { TestDatabase } from './database.ts';

/** A clock that tests set: `clock.set('2026-11-23T09:00:00+08:00')`. */
export type TestClock = Clock & { set(instant: string | Date): void };

export function testClock(start = '2026-11-23T09:00:00+08:00'): TestClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set(instant) {
      now = new Date(instant);
    },
  };
}

/** What a use case gets, on a test database, with a settable clock and seeded ids; `overrides` replace single members. */
export function testContext(
  database: TestDatabase,
  overrides: Partial<UseCase> = {},
): UseCase & { readonly clock: TestClock } {
  const dir = mkdtempSync(join(tmpdir(), 'chengming-files-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const clock = testClock();
  const ids = seededIds(dir);
  return {
    config: parseConfig({ NODE_ENV: 'test', DATA_DIR: dir, LOG_LEVEL: 'silent' }),
    log: createLog({ level: 'silent', name: 'test' }),
    clock,
    ids,
    get db() {
      return database.db;
    },
    get transact() {
      return database.transact;
    },
    files: createFiles(join(dir, 'files')),
    jobs: createJobs(),
    requestId: 'test-request',
    ...overrides,
  } as UseCase & { readonly clock: TestClock };
}
