import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { Uuid } from '#kernel';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import type { HttpEnv } from '#platform/http';
import {
  DecideDeviationInput,
  Decided,
  JumpInput,
  JumpTargets,
  MoveCandidates,
  MoveInput,
  Proposed,
  ProposalList,
} from '../contract/index.ts';
import { decideDeviation } from '../use-cases/decide-deviation.ts';
import { proposeJump, proposeMove } from '../use-cases/propose-deviation.ts';
import { readJumpTargets, readMoveCandidates, readProposals } from '../use-cases/read-deviations.ts';
import { PageQuery, readCursor, writeCursor } from './paging.ts';
import { refuse } from './refuse.ts';

const json = <T>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const NO_STORE = { 'cache-control': 'private, no-store' };
const refusals = {
  401: { description: 'Not logged in' },
  403: { description: 'Not this role, the proposer, or who handled the case' },
  404: { description: 'No such case or proposal for this reader' },
  409: { description: 'Decided meanwhile, or the case waits for another proposal' },
  412: { description: 'The case changed since' },
  422: { description: 'The departure cannot be carried out' },
};
const ofCase = z.object({ id: Uuid });

/** Approved departures from the published flow (C5): asked for, decided by another person, carried out on record. */
export function deviationRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/cases/{id}/jump-targets',
      summary: 'Steps that a case may jump to from an open step',
      request: { params: ofCase, query: z.object({ from: z.string().min(1).max(80) }) },
      responses: { 200: json(JumpTargets, 'Targets'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const found = await readJumpTargets(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        caseId: c.req.valid('param').id,
        from: c.req.valid('query').from,
      });
      if (!found.ok) return refuse(c, found.error);
      return c.json({ targets: [...found.value] }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/cases/{id}/jumps',
      summary: 'Ask that a case leaves its flow; If-Match names the version that was seen',
      request: {
        params: ofCase,
        headers: z.object({ 'if-match': z.string().regex(/^"\d{1,9}"$/) }),
        body: json(JumpInput, 'From where, to where, why'),
      },
      responses: { 200: json(Proposed, 'Asked for'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const done = await proposeJump(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        caseId: c.req.valid('param').id,
        version: Number(c.req.valid('header')['if-match'].slice(1, -1)),
        ...c.req.valid('json'),
      });
      return done.ok ? c.json(done.value, 200, NO_STORE) : refuse(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/case-moves/candidates',
      summary: 'Running cases whose flow has a later published version',
      responses: { 200: json(MoveCandidates, 'Cases by version'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const found = await readMoveCandidates(useCaseOf(ctx, c), staff.actor);
      return found.ok ? c.json(found.value, 200, NO_STORE) : refuse(c, found.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/case-moves',
      summary: 'Ask that named running cases go on by a later version, because the law changed',
      request: { body: json(MoveInput, 'Version, cases, law and article') },
      responses: { 200: json(Proposed, 'Asked for'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { cases, ...input } = c.req.valid('json');
      const done = await proposeMove(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        caseIds: cases,
        ...input,
      });
      return done.ok ? c.json(done.value, 200, NO_STORE) : refuse(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/deviations',
      summary: 'Proposed and decided departures, newest first',
      request: { query: PageQuery.extend({ state: z.literal('proposed').optional() }) },
      responses: { 200: json(ProposalList, 'Proposals'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { limit, after, state } = c.req.valid('query');
      const found = await readProposals(useCaseOf(ctx, c), staff.actor, {
        limit,
        after: readCursor(after),
        waiting: state === 'proposed',
      });
      if (!found.ok) return refuse(c, found.error);
      return c.json({ items: found.value.items, next: writeCursor(found.value.next) }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/deviations/{id}/decision',
      summary: 'Approve or refuse; an approval is carried out on every case it names, or on none',
      request: { params: ofCase, body: json(DecideDeviationInput, 'Yes or no, and why') },
      responses: { 200: json(Decided, 'Decided'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const done = await decideDeviation(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        proposalId: c.req.valid('param').id,
        ...c.req.valid('json'),
      });
      return done.ok ? c.json(done.value, 200, NO_STORE) : refuse(c, done.error);
    },
  );
}
