import { Hono } from 'hono';
import { z } from 'zod';
import type { HttpEnv } from '#platform/http';
import { EnrolmentCard, FilingPackage, RemarksDocument } from '../domain/package.ts';

const PUBLISHED = {
  'filing-package-1': ['Package of a filing upward', FilingPackage],
  'filing-remarks-1': ['Comments on a filing', RemarksDocument],
  'filing-enrolment-1': ['Enrolment card of an agency', EnrolmentCard],
} as const;

/** `/schemas/{name}.json`: the formats of the traffic between levels as JSON Schema (2020-12), open to everybody. */
export function schemaRoutes(): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  for (const [name, [title, schema]] of Object.entries(PUBLISHED)) {
    const text = JSON.stringify({ title, ...z.toJSONSchema(schema, { target: 'draft-2020-12' }) }, null, 2);
    app.get(`/schemas/${name}.json`, (c) =>
      c.body(`${text}\n`, 200, {
        'access-control-allow-origin': '*',
        'content-type': 'application/schema+json; charset=utf-8',
        'cache-control': 'public, max-age=3600',
      }),
    );
  }
  return app;
}
