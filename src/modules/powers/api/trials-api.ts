import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { legalDayOf } from '#kernel';
import { requireStaff, useCaseOf } from '#modules/access';
import { postNameOf } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, type HttpEnv } from '#platform/http';
import { TrialDecided, TrialDecisionRequest, TrialList } from '../contract/index.ts';
import { readTrials } from '../use-cases/read-trials.ts';
import { decideTrial } from '../use-cases/decide-trial.ts';
import { refusePower } from './refuse.ts';
import { trialFact } from './trial-fact.ts';

const refusals = {
  401: { description: 'Not logged in' },
  403: { description: 'Not allowed, or its own work' },
  404: { description: 'No such version' },
  409: { description: 'Not on trial, or decided already' },
  422: { description: 'Refused fields' },
};
const NO_STORE = { 'cache-control': 'private, no-store' };

/** `/api/v1/power-trials`: what runs on trial in the reader’s agency and how it went; and the decision on one (C5). */
export function trialsApi(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/power-trials',
      summary: 'Versions on trial in the reader’s agency, with what their cases have shown',
      request: {
        query: z.object({
          undecided: z
            .enum(['true', 'false'])
            .default('false')
            .transform((text) => text === 'true'),
        }),
      },
      responses: { 200: jsonOf(TrialList, 'Undecided ones first, by their last day'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { undecided } = c.req.valid('query');
      const today = legalDayOf(ctx.clock.now());
      const rows = await readTrials(ctx, staff.actor, { undecided });
      const items = rows.map(({ trial, ...row }) => ({ ...row, ...trialFact(trial, today) }));
      return c.json(TrialList.parse({ items }), 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/power-versions/{versionId}/trial-decision',
      summary: 'Confirm a version on trial as final, or return to the one before',
      request: {
        params: z.object({ versionId: z.uuid() }),
        body: bodyOf(TrialDecisionRequest, 'The decision and its reason'),
      },
      responses: { 200: jsonOf(TrialDecided, 'The version that holds from then on'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { decision, reason, earlyReason, effectiveFrom } = c.req.valid('json');
      const done = await decideTrial(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        versionId: c.req.valid('param').versionId,
        decision,
        reason,
        earlyReason,
        postName: await postNameOf(ctx.db, staff.actor),
        ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
        ...(ctx.config.demo.load ? { basis: 'demo' } : {}),
      });
      return done.ok ? c.json(done.value, 200, NO_STORE) : refusePower(c, done.error);
    },
  );
}
