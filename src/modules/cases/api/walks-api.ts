import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { requireStaff, useCaseOf } from '#modules/access';
import { refuseFlow, toFinding, type DraftRefusal } from '#modules/flows';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, langOf, PRIVATE, problemsOf, type Ctx, type HttpEnv } from '#platform/http';
import { WalkRequest, WalkView } from '../contract/index.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { walkFlow } from '../use-cases/walk-flow.ts';
import { refuse } from './refuse.ts';

/** Walking a case through a flow before anybody’s case runs on it (C6). */
export function walkRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/flow-walks',
      summary: 'Where a case would stand in a drawing or a flow after these acts; nothing is kept',
      request: { body: bodyOf(WalkRequest, 'The flow, the first day, and every act so far') },
      responses: { 200: jsonOf(WalkView, 'Where it stands'), ...problemsOf(401, 403, 404, 409, 422) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const walked = await walkFlow(
        useCaseOf(ctx, c),
        staff.actor,
        staff.actor.agencyId,
        c.req.valid('json'),
        langOf(c),
      );
      if (!walked.ok) return refuseWalk(c, walked.error);
      const { issues, ...found } = walked.value;
      const obstacles = issues.map(toFinding);
      return c.json({ ...found, obstacles }, 200, PRIVATE);
    },
  );
}

function refuseWalk(c: Ctx, refusal: CaseRefusal | DraftRefusal): Response {
  return isOfCases(refusal) ? refuse(c, refusal) : refuseFlow(c, refusal);
}

function isOfCases(refusal: CaseRefusal | DraftRefusal): refusal is CaseRefusal {
  return refusal.code === 'conflict' || refusal.code.startsWith('cases/');
}
