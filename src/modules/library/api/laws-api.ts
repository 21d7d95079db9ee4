import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { staffRoutes } from '#modules/access';
import type { AppContext } from '#platform/context';
import {
  bodyOf,
  createApi,
  jsonOf,
  PRIVATE,
  problemsOf,
  requireIfMatch,
  type HttpEnv,
  parseTitleCursor,
  titleCursor,
} from '#platform/http';
import {
  Added,
  ArticleChoices,
  Changed,
  LawDetail,
  LawEntry,
  LawImportReport,
  LawImportRequest,
  LawList,
  LEVELS,
} from '../contract/index.ts';
import { importLaws } from '../use-cases/import-laws.ts';
import { addLaw, changeLaw, verifyLaw } from '../use-cases/keep-law.ts';
import { findArticles, readLaw, readLaws } from '../use-cases/read-laws.ts';
import { faultText, refuse } from './texts.ts';

const run = staffRoutes(refuse);
const tags = ['library'];
const Id = z.object({ id: z.uuid() });
const changed = { 200: jsonOf(Changed, 'Changed'), ...problemsOf(401, 403, 404, 409, 412, 422, 428) };
const ListQuery = z.object({
  q: z.string().trim().max(100).optional(),
  level: z.enum(LEVELS).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1_000).optional(),
});

/** The legal basis library 法律依据库. */
export function lawsApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  reads(app, ctx);
  keeps(app, ctx);
  imports(app, ctx);
  return app;
}

function reads(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/laws',
      tags,
      summary: 'Laws and documents of my agency’s library, by title',
      request: { query: ListQuery },
      responses: { 200: jsonOf(LawList, 'Laws'), ...problemsOf(401, 422) },
    }),
    (c) => {
      const { cursor, ...query } = c.req.valid('query');
      return run(
        ctx,
        c,
        (use, actor) => readLaws(use, actor, { ...query, after: parseTitleCursor(cursor) }),
        ({ more, ...list }) => {
          const last = list.items.at(-1);
          return c.json({ ...list, next: more && last ? titleCursor(last) : null }, 200, PRIVATE);
        },
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/laws/{id}',
      tags,
      summary: 'A law with its articles, its changes and the powers that rest on it',
      request: { params: Id },
      responses: { 200: jsonOf(LawDetail, 'The law'), ...problemsOf(401, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readLaw(use, actor, c.req.valid('param').id),
        (value) => c.json(value, 200, { ...PRIVATE, etag: `"${value.rowVersion}"` }),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/law-articles',
      tags,
      summary: 'Articles that fit what is typed, to be cited',
      request: { query: z.object({ q: z.string().trim().min(1).max(100) }) },
      responses: { 200: jsonOf(ArticleChoices, 'Articles'), ...problemsOf(401, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => findArticles(use, actor, c.req.valid('query').q),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
}

function keeps(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/laws',
      tags,
      summary: 'Put a law into the library',
      request: { body: bodyOf(LawEntry, 'The entry') },
      responses: { 201: jsonOf(Added, 'Added'), ...problemsOf(401, 403, 409, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => addLaw(use, actor, { agencyId: actor.agencyId, entry: c.req.valid('json') }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/laws/{id}',
      tags,
      summary: 'Change an entry: facts, amendments, repeal, articles (If-Match)',
      request: { params: Id, body: bodyOf(LawEntry, 'The entry as it shall stand') },
      responses: changed,
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        (use, actor) =>
          changeLaw(use, actor, {
            agencyId: actor.agencyId,
            lawId: c.req.valid('param').id,
            rowVersion: match.rowVersion,
            entry: c.req.valid('json'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/laws/{id}/verification',
      tags,
      summary: 'Say by name that the entry was held against the official text (If-Match)',
      request: { params: Id },
      responses: changed,
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        (use, actor) =>
          verifyLaw(use, actor, {
            agencyId: actor.agencyId,
            lawId: c.req.valid('param').id,
            rowVersion: match.rowVersion,
          }),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
}

function imports(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/laws/import',
      tags,
      summary: 'Laws from JSON; any finding stops it all, dryRun only reports',
      request: { body: bodyOf(LawImportRequest, 'The file') },
      responses: { 200: jsonOf(LawImportReport, 'What it did, or would do'), ...problemsOf(401, 403, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => {
          const { dryRun, file } = c.req.valid('json');
          return importLaws(use, actor, { agencyId: actor.agencyId, dryRun, json: file });
        },
        (report) =>
          c.json(
            {
              ...report,
              findings: report.findings.map((finding) => ({
                ...finding,
                text: faultText(c.get('lang'), finding.code),
              })),
            },
            200,
            PRIVATE,
          ),
      ),
  );
}
