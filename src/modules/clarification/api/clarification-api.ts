import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { staffRoutes } from '#modules/access';
import { postNameOf } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import { bodyOf, createApi, jsonOf, PRIVATE, problemsOf, requireIfMatch, type HttpEnv } from '#platform/http';
import {
  AnswerRequest,
  Asked,
  AskedReceiver,
  Carried,
  ClarificationWaiting,
  DecisionRequest,
  FINDING_STATES,
  FindingDetail,
  FindingPage,
  HandoverDetail,
  HandoverList,
  HandoverRequest,
  KINDS,
  Noted,
  NoteRequest,
} from '../contract/index.ts';
import { askComparison } from '../use-cases/compare-list.ts';
import { decideFinding } from '../use-cases/decide-finding.ts';
import { answerHandover, askReceiver } from '../use-cases/ask-receiver.ts';
import { discuss } from '../use-cases/discuss.ts';
import { readFinding, readFindings } from '../use-cases/read-findings.ts';
import { readHandover, readHandovers } from '../use-cases/read-handovers.ts';
import { readWaiting } from '../use-cases/read-waiting.ts';
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
  app.openapi(
    createRoute({
      method: 'get',
      path: '/clarification-waiting',
      tags,
      summary: 'What waits for me: open findings, answers of other bodies, drafts that came of a transfer',
      responses: { 200: jsonOf(ClarificationWaiting, 'What waits'), ...problemsOf(401) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readWaiting(use, actor),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  acts(app, ctx);
  handovers(app, ctx);
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

/** Asking another body whether it takes a power over, and its answer. */
function handovers(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/clarification-findings/{id}/handovers',
      tags,
      summary: 'Ask another body on this platform whether it takes the power over',
      request: { params: Id, body: bodyOf(HandoverRequest, 'Whom, and what is said to it') },
      responses: { 201: jsonOf(AskedReceiver, 'Asked'), ...problemsOf(401, 403, 404, 409, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        async (use, actor) =>
          askReceiver(use, actor, {
            agencyId: actor.agencyId,
            findingId: c.req.valid('param').id,
            postName: await postNameOf(ctx.db, actor),
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/clarification-handovers',
      tags,
      summary: 'What other bodies ask mine to take over',
      request: { query: z.object({ unanswered: z.stringbool().default(false) }) },
      responses: { 200: jsonOf(HandoverList, 'Questions'), ...problemsOf(401, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readHandovers(use, actor, c.req.valid('query')),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/clarification-handovers/{id}',
      tags,
      summary: 'One of them, with the power as it is in force',
      request: { params: Id },
      responses: { 200: jsonOf(HandoverDetail, 'The question'), ...problemsOf(401, 403, 404, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readHandover(use, actor, c.req.valid('param').id),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/clarification-handovers/{id}/answer',
      tags,
      summary: 'Agree to take the power over, or say why not; for good',
      request: { params: Id, body: bodyOf(AnswerRequest, 'The answer') },
      responses: { 204: { description: 'On record' }, ...problemsOf(401, 403, 404, 409, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        async (use, actor) =>
          answerHandover(use, actor, {
            agencyId: actor.agencyId,
            id: c.req.valid('param').id,
            postName: await postNameOf(ctx.db, actor),
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      ),
  );
}
