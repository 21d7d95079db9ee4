import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { requireStaff, useCaseOf } from '#modules/access';
import { refuseFlow, type DraftRefusal } from '#modules/flows';
import type { AppContext } from '#platform/context';
import type { Conflict } from '#platform/database';
import { jsonOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import { DrawingOpened } from '../contract/index.ts';
import type { PowerRefusal } from '../domain/errors.ts';
import { drawFlow } from '../use-cases/draw-flow.ts';
import { refusePower } from './refuse.ts';

/** `POST /power-versions/{versionId}/flow-draft`: the drawing of its flow, begun when there is none. */
export function drawingRoute(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/power-versions/{versionId}/flow-draft',
      summary:
        'Open the drawing of the flow of a version; begins one from its flow or from the template of its type',
      request: { params: z.object({ versionId: z.uuid() }) },
      responses: { 200: jsonOf(DrawingOpened, 'The drawing'), ...problemsOf(401, 403, 404, 409) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const key = { agencyId: staff.actor.agencyId, versionId: c.req.valid('param').versionId };
      const opened = await drawFlow(useCaseOf(ctx, c), staff.actor, key);
      if (opened.ok) return c.json(opened.value, 200, PRIVATE);
      return isOfFlow(opened.error) ? refuseFlow(c, opened.error) : refusePower(c, opened.error);
    },
  );
}

function isOfFlow(refusal: PowerRefusal | DraftRefusal | Conflict): refusal is DraftRefusal {
  return refusal.code.startsWith('flows/');
}
