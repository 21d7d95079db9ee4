import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { isText } from '#kernel';
import { staffRoutes, type StaffActor } from '#modules/access';
import { toFinding } from '#modules/flows';
import { postNameOf } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import {
  bodyOf,
  createApi,
  jsonOf,
  langOf,
  PRIVATE,
  problemsOf,
  requireIfMatch,
  type HttpEnv,
} from '#platform/http';
import {
  ActRequest,
  CategoryBeginRequest,
  CategoryBegun,
  CategoryDetail,
  CategoryDrawing,
  CategoryEditRequest,
  CategoryList,
  CategoryReviseRequest,
  Edited,
  FlowComparison,
  Published,
  Tabled,
  TableRequest,
} from '../contract/index.ts';
import type { CategoryRefusal } from '../domain/errors.ts';
import { approveCategoryVersion, tableCategoryVersion } from '../use-cases/approve-version.ts';
import { beginCategoryFlow, reviseCategoryFlow } from '../use-cases/begin-version.ts';
import { discardCategoryVersion } from '../use-cases/discard-version.ts';
import { drawCategoryFlow } from '../use-cases/draw-version.ts';
import { editCategoryVersion } from '../use-cases/edit-version.ts';
import { publishCategoryFlow } from '../use-cases/publish-version.ts';
import {
  compareCategoryVersion,
  readCategoryFlows,
  readCategoryVersion,
} from '../use-cases/read-versions.ts';
import { blockerText, refuse, refuseDrawing, refuseTabling } from './texts.ts';

const run = staffRoutes<CategoryRefusal>(refuse);
const runTabling = staffRoutes(refuseTabling);
const runDrawing = staffRoutes(refuseDrawing);
const tags = ['category-flows'];
const Version = z.object({ versionId: z.uuid() });
const Flow = z.object({ code: z.string().min(1).max(200).refine(isText) });

/** General flows of categories of powers (C2): reading for staff, drafts, drawing, acts and publication. */
export function categoryFlowsApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  reads(app, ctx);
  drafts(app, ctx);
  acts(app, ctx);
  return app;
}

function reads(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/category-flows',
      tags,
      summary: 'General flows of my agency by category: what is published, and what is on its way',
      responses: { 200: jsonOf(CategoryList, 'General flows'), ...problemsOf(401, 403) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readCategoryFlows(use, actor),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/category-flow-versions/{versionId}',
      tags,
      summary: 'A version with its drawing, checklist, approvals and what it changes',
      request: { params: Version },
      responses: { 200: jsonOf(CategoryDetail, 'The version'), ...problemsOf(401, 403, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readCategoryVersion(use, actor, c.req.valid('param').versionId, langOf(c)),
        ({ blockers, issues, ...version }) =>
          c.json(
            CategoryDetail.parse({
              ...version,
              blockers: blockers.map((b) => ({ ...b, text: blockerText(b.code, langOf(c)) })),
              findings: issues.map(toFinding),
            }),
            200,
            { ...PRIVATE, etag: `"${version.rowVersion}"` },
          ),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/category-flow-versions/{versionId}/comparison',
      tags,
      summary: 'The submitted drawing beside the version it began from, both charts marked with what differs',
      request: { params: Version },
      responses: { 200: jsonOf(FlowComparison, 'Both charts'), ...problemsOf(401, 403, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => compareCategoryVersion(use, actor, c.req.valid('param').versionId, langOf(c)),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
}

function drafts(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/category-flows',
      tags,
      summary: 'Begin a general flow for a category of powers',
      request: { body: bodyOf(CategoryBeginRequest, 'Whose, of which category, and its name') },
      responses: { 201: jsonOf(CategoryBegun, 'The draft'), ...problemsOf(401, 403, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => beginCategoryFlow(use, actor, { agencyId: actor.agencyId, ...c.req.valid('json') }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/category-flows/{code}/versions',
      tags,
      summary: 'Begin the next version of a published general flow, or its end',
      request: { params: Flow, body: bodyOf(CategoryReviseRequest, 'Why, and which office') },
      responses: { 201: jsonOf(CategoryBegun, 'The draft'), ...problemsOf(401, 403, 404, 409, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          reviseCategoryFlow(use, actor, {
            agencyId: actor.agencyId,
            ...c.req.valid('param'),
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/category-flow-versions/{versionId}',
      tags,
      summary: 'Edit a version that is not published, or bind its submitted drawing (If-Match)',
      request: { params: Version, body: bodyOf(CategoryEditRequest, 'What changes') },
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
          editCategoryVersion(use, actor, {
            ...keyOf(actor, c.req.valid('param'), match),
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/category-flow-versions/{versionId}/discarding',
      tags,
      summary: 'Give up a version that is being drafted, for good (If-Match)',
      request: { params: Version },
      responses: { 200: jsonOf(Edited, 'Given up'), ...problemsOf(401, 403, 404, 409, 412, 428) },
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        (use, actor) => discardCategoryVersion(use, actor, keyOf(actor, c.req.valid('param'), match)),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/category-flow-versions/{versionId}/flow-draft',
      tags,
      summary:
        'Open the drawing of a version; begins one from the version it changes or from the template of its kind',
      request: { params: Version },
      responses: { 200: jsonOf(CategoryDrawing, 'The drawing'), ...problemsOf(401, 403, 404, 409) },
    }),
    (c) =>
      runDrawing(
        ctx,
        c,
        (use, actor) => drawCategoryFlow(use, actor, { agencyId: actor.agencyId, ...c.req.valid('param') }),
        (value) => c.json(value, 200, PRIVATE),
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
      path: '/category-flow-versions/{versionId}/acts',
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
          approveCategoryVersion(use, actor, {
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
      path: '/category-flow-versions/{versionId}/tabling',
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
          tableCategoryVersion(use, actor, {
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
      path: '/category-flow-versions/{versionId}/publication',
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
      return runDrawing(
        ctx,
        c,
        async (use, actor) =>
          publishCategoryFlow(use, actor, {
            ...keyOf(actor, c.req.valid('param'), match),
            postName: await postNameOf(ctx.db, actor),
            ...(ctx.config.demo.load ? { basis: 'demo' } : {}),
          }),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
}
