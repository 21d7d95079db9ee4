import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import type { AppContext } from '#platform/context';
import { jsonOf, langOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import { EntryQuery, FiledReading } from '../contract/index.ts';
import type { readSentEntry } from '../use-cases/read-entry.ts';
import { run } from './run.ts';

/** One entry of a package in full, the same for who signs it and for who took it. */
export function entryRoute(
  app: OpenAPIHono<HttpEnv>,
  ctx: AppContext,
  path: '/filings/{id}/entry' | '/filing-inbox/{id}/entry',
  read: typeof readSentEntry,
): void {
  app.openapi(
    createRoute({
      method: 'get',
      path,
      tags: ['filing'],
      summary: 'One entry of a package in full, beside what was filed before',
      request: { params: z.object({ id: z.uuid() }), query: EntryQuery },
      responses: { 200: jsonOf(FiledReading, 'The entry'), ...problemsOf(401, 403, 404, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          read(use, actor, {
            agencyId: actor.agencyId,
            id: c.req.valid('param').id,
            lang: langOf(c),
            ...c.req.valid('query'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
}
