import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { toOffsetString } from '#kernel';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import {
  bodyOf,
  createApi,
  jsonOf,
  langOf,
  PRIVATE,
  problemsOf,
  requireIfMatch,
  type Ctx,
  type HttpEnv,
} from '#platform/http';
import { EditDraftRequest, FlowComparison, FlowDraftView, SubmitFlowResponse } from '../contract/index.ts';
import { renderFlowSvg } from '../domain/render-svg.ts';
import { compareCharts, differenceOf, wordsOf } from '../texts/compare-charts.ts';
import { editFlowDraft } from '../use-cases/edit-flow-draft.ts';
import { readFlowDraft, type DraftView } from '../use-cases/read-flow-draft.ts';
import { submitFlowDraft } from '../use-cases/submit-flow-draft.ts';
import { toFinding } from './issue-view.ts';
import { refuseFlow } from './refuse.ts';

const tags = ['flows'];
const Id = z.object({ id: z.uuid() });
const refusals = problemsOf(401, 403, 404, 409, 412, 422, 428);

/** Flows while they are drawn (C6): read, changed on the newest state, submitted. */
export function draftsApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/flows/drafts/{id}',
      tags,
      summary: 'A drawing with what the checks find in it today',
      request: { params: Id },
      responses: { 200: jsonOf(FlowDraftView, 'The drawing'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const key = { agencyId: staff.actor.agencyId, draftId: c.req.valid('param').id };
      const read = await readFlowDraft(useCaseOf(ctx, c), staff.actor, key);
      return read.ok ? c.json(toView(c, read.value), 200, PRIVATE) : refuseFlow(c, read.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/flows/drafts/{id}/comparison',
      tags,
      summary: 'The drawing beside the version it began from, both charts marked with what differs',
      request: { params: Id },
      responses: { 200: jsonOf(FlowComparison, 'Both charts'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const key = { agencyId: staff.actor.agencyId, draftId: c.req.valid('param').id };
      const read = await readFlowDraft(useCaseOf(ctx, c), staff.actor, key);
      if (!read.ok) return refuseFlow(c, read.error);
      const { base, examined } = read.value;
      const { diagram } = examined;
      const table = examined.table ?? examined.draft;
      if (base === null || table === null || diagram === null) return c.json({ charts: null }, 200, PRIVATE);
      const { before, after } = compareCharts(base, { table, diagram }, { lang: langOf(c), titled: false });
      return c.json({ charts: { n: base.n, before, after } }, 200, PRIVATE);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/flows/drafts/{id}',
      tags,
      summary: 'Change a drawing; the answer says what the checks now find',
      request: { params: Id, body: bodyOf(EditDraftRequest, 'One change') },
      responses: { 200: jsonOf(FlowDraftView, 'Stored'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      const edited = await editFlowDraft(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        draftId: c.req.valid('param').id,
        rowVersion: match.rowVersion,
        change: c.req.valid('json'),
      });
      return edited.ok ? c.json(toView(c, edited.value), 200, PRIVATE) : refuseFlow(c, edited.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/flows/drafts/{id}/submission',
      tags,
      summary: 'Submit a drawing as a version to be approved with its power or category',
      request: { params: Id },
      responses: { 201: jsonOf(SubmitFlowResponse, 'Kept byte for byte'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      const submitted = await submitFlowDraft(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        draftId: c.req.valid('param').id,
        rowVersion: match.rowVersion,
      });
      return submitted.ok ? c.json(submitted.value, 201, PRIVATE) : refuseFlow(c, submitted.error);
    },
  );
  return app;
}

function toView(c: Ctx, { stored, examined, base }: DraftView): FlowDraftView {
  const { id, owner, ownerState, baseVersionId, bpmn, edit } = stored;
  const { draft, diagram } = examined;
  const shown = examined.table ?? draft;
  const changes =
    base === null || draft === null
      ? null
      : wordsOf(differenceOf(base.table, draft), base.table, draft, langOf(c)).map((change) => ({
          ...change,
        }));
  return {
    id,
    rowVersion: edit.rowVersion,
    owner: { ...owner, state: ownerState },
    baseVersionId,
    lastEdit: { by: edit.by, at: toOffsetString(edit.at) },
    bpmn,
    table: draft,
    svg: shown !== null && diagram !== null ? renderFlowSvg(shown, diagram, { lang: langOf(c) }) : null,
    findings: examined.issues.map(toFinding),
    warnings: examined.warnings.map(toFinding),
    changes,
  };
}
