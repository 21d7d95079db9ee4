import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { isText } from '#kernel';
import { staffRoutes, type StaffActor } from '#modules/access';
import { postNameOf } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import {
  bodyOf,
  createApi,
  jsonOf,
  langOf,
  parseTitleCursor,
  PRIVATE,
  problemsOf,
  requireIfMatch,
  titleCursor,
  type HttpEnv,
} from '#platform/http';
import {
  ActRequest,
  Edited,
  GoverningRules,
  Published,
  ReviseRequest,
  RULE_VIEWS,
  RuleDetail,
  RuleDrafted,
  RuleDraftRequest,
  RuleEditRequest,
  RuleList,
  RuleTargets,
  RuleTargetSteps,
  Tabled,
  TableRequest,
} from '../contract/index.ts';
import type { RuleRefusal } from '../domain/errors.ts';
import { approveRule, publishRule, tableRule } from '../use-cases/approve-rule.ts';
import { discardRule, draftRule, editRule, reviseRule } from '../use-cases/draft-rule.ts';
import { readGoverning, readRule, readRules, readTargets, readTargetSteps } from '../use-cases/read-rules.ts';
import { blockerText, refuse, refuseTabling } from './texts.ts';

const run = staffRoutes<RuleRefusal>(refuse);
const runTabling = staffRoutes(refuseTabling);
const tags = ['rules'];
const Rule = z.object({ ruleId: z.uuid() });
const Version = z.object({ versionId: z.uuid() });
const Power = z.object({ powerId: z.uuid() });
const Words = z.string().trim().max(100);

/** The rules library 制度文本 (B10): reading for staff, drafts, acts and publication. */
export function rulesApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  reads(app, ctx);
  targets(app, ctx);
  drafts(app, ctx);
  acts(app, ctx);
  return app;
}

function reads(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/rules',
      tags,
      summary: 'Rules of my agency by title: drafts, under review, in force, repealed',
      request: {
        query: z.object({
          view: z.enum(RULE_VIEWS).default('in-force'),
          q: Words.optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
          cursor: z.string().max(1_000).optional(),
        }),
      },
      responses: { 200: jsonOf(RuleList, 'Rules'), ...problemsOf(401, 403, 422) },
    }),
    (c) => {
      const { cursor, ...query } = c.req.valid('query');
      return run(
        ctx,
        c,
        (use, actor) => readRules(use, actor, { ...query, after: parseTitleCursor(cursor) }),
        ({ next, ...list }) =>
          c.json({ ...list, next: next === undefined ? null : titleCursor(next) }, 200, PRIVATE),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/rule-versions/{versionId}',
      tags,
      summary: 'A version with its checklist, approvals and what it changes',
      request: { params: Version },
      responses: { 200: jsonOf(RuleDetail, 'The version'), ...problemsOf(401, 403, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readRule(use, actor, c.req.valid('param').versionId),
        ({ blockers, ...rule }) =>
          c.json(
            RuleDetail.parse({
              ...rule,
              blockers: blockers.map((b) => ({ ...b, text: blockerText(b.code, langOf(c)) })),
            }),
            200,
            { ...PRIVATE, etag: `"${rule.rowVersion}"` },
          ),
      ),
  );
}

function targets(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/rule-targets',
      tags,
      summary: 'Powers in force that a rule may govern, by name',
      request: { query: z.object({ q: Words.default('') }) },
      responses: { 200: jsonOf(RuleTargets, 'Powers'), ...problemsOf(401, 403, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readTargets(use, actor, c.req.valid('query').q),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/rule-targets/{powerId}/steps',
      tags,
      summary: 'Steps of the flow of a power in force',
      request: { params: Power },
      responses: { 200: jsonOf(RuleTargetSteps, 'Steps'), ...problemsOf(401, 403, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readTargetSteps(use, actor, c.req.valid('param').powerId),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/governing-rules',
      tags,
      summary: 'Rules in force that govern a power of my agency, by its code',
      request: { query: z.object({ code: z.string().min(1).max(200).refine(isText) }) },
      responses: { 200: jsonOf(GoverningRules, 'Rules'), ...problemsOf(401, 403, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readGoverning(use, actor, c.req.valid('query').code),
        (value) => c.json(GoverningRules.parse(value), 200, PRIVATE),
      ),
  );
}

function drafts(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/rules',
      tags,
      summary: 'Draft a rule',
      request: { body: bodyOf(RuleDraftRequest, 'The text and whose it is') },
      responses: { 201: jsonOf(RuleDrafted, 'The draft'), ...problemsOf(401, 403, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => draftRule(use, actor, { agencyId: actor.agencyId, ...c.req.valid('json') }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/rule-versions/{versionId}',
      tags,
      summary: 'Edit a version that is not published (If-Match)',
      request: { params: Version, body: bodyOf(RuleEditRequest, 'What changes') },
      responses: {
        200: jsonOf(Edited, 'The new row version'),
        ...problemsOf(401, 403, 404, 409, 412, 422, 428),
      },
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        (use, actor) =>
          editRule(use, actor, { ...keyOf(actor, c.req.valid('param'), match), ...c.req.valid('json') }),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/rule-versions/{versionId}',
      tags,
      summary: 'Give up a draft that waits for nobody, by who drafted it (If-Match)',
      request: { params: Version },
      responses: { 204: { description: 'Given up' }, ...problemsOf(401, 403, 404, 409, 412, 428) },
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        (use, actor) => discardRule(use, actor, keyOf(actor, c.req.valid('param'), match)),
        () => c.body(null, 204),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/rules/{ruleId}/versions',
      tags,
      summary: 'Begin the next version of a published rule: a revision, or its repeal',
      request: { params: Rule, body: bodyOf(ReviseRequest, 'Why, and which of the two') },
      responses: { 201: jsonOf(RuleDrafted, 'The draft'), ...problemsOf(401, 403, 404, 409, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          reviseRule(use, actor, {
            agencyId: actor.agencyId,
            ...c.req.valid('param'),
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
}

const keyOf = (
  { agencyId }: StaffActor,
  { versionId }: { readonly versionId: string },
  { rowVersion }: { readonly rowVersion: number },
) => ({ agencyId, versionId, rowVersion });

function acts(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/rule-versions/{versionId}/acts',
      tags,
      summary: 'Sign, countersign, return or pass (If-Match)',
      request: { params: Version, body: bodyOf(ActRequest, 'The act') },
      responses: { 200: jsonOf(Edited, 'Done'), ...problemsOf(401, 403, 404, 409, 412, 422, 428) },
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        async (use, actor) =>
          approveRule(use, actor, {
            ...keyOf(actor, c.req.valid('param'), match),
            ...c.req.valid('json'),
            postName: await postNameOf(ctx.db, actor),
          }),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/rule-versions/{versionId}/tabling',
      tags,
      summary: 'Put a version that has passed on the agenda of a meeting',
      request: { params: Version, body: bodyOf(TableRequest, 'Which meeting, and how it votes') },
      responses: { 201: jsonOf(Tabled, 'Tabled'), ...problemsOf(401, 403, 404, 409, 412, 422) },
    }),
    (c) =>
      runTabling(
        ctx,
        c,
        (use, actor) =>
          tableRule(use, actor, {
            agencyId: actor.agencyId,
            ...c.req.valid('param'),
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/rule-versions/{versionId}/publication',
      tags,
      summary: 'Publish a passed version (If-Match)',
      request: { params: Version },
      responses: {
        200: jsonOf(Published, 'Number and record'),
        ...problemsOf(401, 403, 404, 409, 412, 422, 428),
      },
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        async (use, actor) =>
          publishRule(use, actor, {
            ...keyOf(actor, c.req.valid('param'), match),
            postName: await postNameOf(ctx.db, actor),
            ...(ctx.config.demo.load ? { basis: 'demo' } : {}),
          }),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
}
