import type { Clock, Ids } from '#kernel';
import type { Config } from '#platform/config';
import type { Db, Transact } from '#platform/database';
import type { Files } from '#platform/files';
import type { Jobs } from '#platform/jobs';
import type { Logger } from '#platform/log';

/** What an entry point wires once by hand and hands to every module. Tests override single members. */
export type AppContext = {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly db: Db;
  readonly transact: Transact;
  readonly files: Files;
  readonly jobs: Jobs;
};

/** What a use case gets first: the context and the id of the request, which the journal and error pages share. */
export type UseCase = AppContext & { readonly requestId: string };

/** The same context with its clock standing, so that every row of one act carries one moment. */
export function atOneMoment(ctx: UseCase): UseCase {
  const now = ctx.clock.now();
  return { ...ctx, clock: { now: () => now } };
}
