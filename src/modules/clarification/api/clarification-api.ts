import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { staffRoutes } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, createApi, jsonOf, PRIVATE, problemsOf, requireIfMatch, type HttpEnv } from '#platform/http';
import {
  Asked,
  Carried,
  DecisionRequest,
  FINDING_STATES,
  FindingDetail,
  FindingPage,
  KINDS,
  Noted,
  NoteRequest,
} from '../contract/index.ts';
import { askComparison } from '../use-cases/compare-list.ts';
import { decideFinding } from '../use-cases/decide-finding.ts';
import { discuss } from '../use-cases/discuss.ts';
import { readFinding, readFindings } from '../use-cases/read-findings.ts';
import { refuse } from './texts.ts';

const run = staffRoutes(refuse);
const tags = ['clarification'];
const Id = z.object({ id: z.uuid() });
const Page = z.object({
  state: z.enum(FINDING_STATES).default('open'),
  kind: z.enum(KINDS).optional(),
  /** Only those whose decision began this version of a power. */
  versionId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.uuid().optional(),
});

/** Findings about powers, their discussion and decision (B5, B6). */
export function clarificationApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/clarification-findings',
      tags,
      summary: 'Findings about the powers of my agency, newest first',
      request: { query: Page },
      responses: { 200: jsonOf(FindingPage, 'Findings'), ...problemsOf(401, 403, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readFindings(use, actor, c.req.valid('query')),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/clarification-runs',
      tags,
      summary: 'Ask for a comparison of the list',
      responses: { 202: jsonOf(Asked, 'Asked for'), ...problemsOf(401, 403, 409) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => askComparison(use, actor, { agencyId: actor.agencyId }),
        (value) => c.json(value, 202, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/clarification-findings/{id}',
      tags,
      summary: 'A finding with the items it is about, what was said and decided',
      request: { params: Id },
      responses: { 200: jsonOf(FindingDetail, 'The finding'), ...problemsOf(401, 403, 404, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readFinding(use, actor, c.req.valid('param').id),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  acts(app, ctx);
  return app;
}

function acts(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/clarification-findings/{id}/notes',
      tags,
      summary: 'Put a discussion on record',
      request: { params: Id, body: bodyOf(NoteRequest, 'What was said') },
      responses: { 201: jsonOf(Noted, 'On record'), ...problemsOf(401, 403, 404, 409, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          discuss(use, actor, {
            agencyId: actor.agencyId,
            findingId: c.req.valid('param').id,
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/clarification-findings/{id}/decision',
      tags,
      summary: 'Decide a finding and begin the adjustments that carry it out (If-Match)',
      request: { params: Id, body: bodyOf(DecisionRequest, 'The decision') },
      responses: { 200: jsonOf(Carried, 'Decided'), ...problemsOf(401, 403, 404, 409, 412, 422, 428) },
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        (use, actor) =>
          decideFinding(use, actor, {
            agencyId: actor.agencyId,
            findingId: c.req.valid('param').id,
            rowVersion: match.rowVersion,
            ...c.req.valid('json'),
          }),
        ({ versionIds }) => c.json({ versionIds: [...versionIds] }, 200, PRIVATE),
      );
    },
  );
}
