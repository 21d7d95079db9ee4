import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, fieldProblems, langOf, problem, type Ctx, type HttpEnv } from '#platform/http';
import {
  CheckFlowRequest,
  CheckFlowResponse,
  FlowDifferenceResponse,
  FlowVersionResponse,
  SubmitFlowRequest,
  SubmitFlowResponse,
} from '../contract/index.ts';
import { findFlowVersion, getFlowBytes, type FlowVersion } from '../db/flow-reader.ts';
import { sha256Hex } from '../db/flow-transactor.ts';
import { checkFlow } from '../domain/check-flow.ts';
import { countFlow } from '../domain/count-flow.ts';
import { diffTables } from '../domain/diff-tables.ts';
import type { FlowEdge, FlowNode } from '../domain/flow-table.ts';
import { flowKindOf, type FlowTerms } from '../domain/lawfulness.ts';
import { renderFlowSvg } from '../domain/render-svg.ts';
import { submitFlowVersion } from '../use-cases/submit-flow-version.ts';
import { draftsApi } from './drafts-api.ts';
import { toIssueView } from './issue-view.ts';
import { refuseFlow } from './refuse.ts';

const json = <T>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const refusals = {
  401: { description: 'Not logged in' },
  403: { description: 'Not allowed' },
  404: { description: 'No such version' },
  409: { description: 'Belongs to another power, or lost a race' },
  422: { description: 'Not publishable; every issue in `detail.issues`' },
};
const NO_STORE = { 'cache-control': 'private, no-store' };
const versionPath = z.object({ id: z.uuid() });

/** `/api/v1/flows`: what the editor of the desk and other clients need to check, submit, read and compare flows. */
export function flowsApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : problem(c, 422, 'http/invalid', { fields: fieldProblems(result.error) }),
  });
  app.openapi(
    createRoute({
      method: 'post',
      path: '/flows/check',
      summary: 'Check a flow file and see its chart; nothing is kept',
      request: { body: bodyOf(CheckFlowRequest, 'The file') },
      responses: { 200: json(CheckFlowResponse, 'Issues, or the chart'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { bpmn, terms } = c.req.valid('json');
      const checked = await checkFlow(new TextEncoder().encode(bpmn), terms && toTerms(terms));
      if (!checked.ok) return c.json({ issues: checked.error.map(toIssueView), flow: null }, 200, NO_STORE);
      const { table, diagram, bytes, laidOut } = checked.value;
      const svg = renderFlowSvg(table, diagram, { lang: langOf(c) });
      const file = new TextDecoder().decode(bytes);
      const flow = { svg, bpmn: file, sha256: sha256Hex(bytes), laidOut, counts: countFlow(table) };
      return c.json({ issues: [], flow }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/flows/versions',
      summary: 'Submit a flow file as a version to be approved with its power',
      request: { body: bodyOf(SubmitFlowRequest, 'The file and its power') },
      responses: { 201: json(SubmitFlowResponse, 'Kept byte for byte'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { bpmn, officeId, power } = c.req.valid('json');
      const submitted = await submitFlowVersion(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        bytes: new TextEncoder().encode(bpmn),
        ...(officeId !== undefined && { officeId }),
        ...(power && { power: { code: power.code, terms: toTerms(power.terms) } }),
      });
      return submitted.ok ? c.json(submitted.value, 201, NO_STORE) : refuseFlow(c, submitted.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/flows/versions/{id}',
      summary: 'A version with its file and chart',
      request: { params: versionPath },
      responses: { 200: json(FlowVersionResponse, 'The version'), ...refusals },
    }),
    async (c) => {
      const found = await ownVersion(ctx, c, c.req.valid('param').id);
      if ('answer' in found) return found.answer;
      const { id, rid, code, powerCode, n, sha256, table, diagram, agencyId } = found.version;
      const bpmn = new TextDecoder().decode(await getFlowBytes(ctx.db, agencyId, id));
      const svg = renderFlowSvg(table, diagram, { lang: langOf(c) });
      return c.json({ id, rid, code, powerCode, n, sha256, name: table.name, bpmn, svg }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/flows/versions/{id}/difference',
      summary: 'What changed from another version (`from`) to this one',
      request: { params: versionPath, query: z.object({ from: z.uuid() }) },
      responses: { 200: json(FlowDifferenceResponse, 'By step and way'), ...refusals },
    }),
    async (c) => {
      const after = await ownVersion(ctx, c, c.req.valid('param').id);
      if ('answer' in after) return after.answer;
      const before = await ownVersion(ctx, c, c.req.valid('query').from);
      if ('answer' in before) return before.answer;
      const { added, removed, changed, waysAdded, waysRemoved, waysChanged } = diffTables(
        before.version.table,
        after.version.table,
      );
      const step = ({ id, name }: FlowNode) => ({ id, name });
      const way = ({ id, label }: FlowEdge) => ({ id, name: label ?? id });
      return c.json(
        {
          added: added.map(step),
          removed: removed.map(step),
          changed: changed.map(mutable),
          waysAdded: waysAdded.map(way),
          waysRemoved: waysRemoved.map(way),
          waysChanged: waysChanged.map(mutable),
        },
        200,
        NO_STORE,
      );
    },
  );
  app.route('/', draftsApi(ctx));
  return app;
}

type Changed = FlowDifferenceResponse['changed'][number];

function mutable({
  id,
  name,
  fields,
}: {
  id: string;
  name: string;
  fields: readonly Changed['fields'][number][];
}): Changed {
  return { id, name, fields: [...fields] };
}

/** Staff see the versions of their own agency, published or not. */
async function ownVersion(
  ctx: AppContext,
  c: Ctx,
  id: string,
): Promise<{ readonly version: FlowVersion } | { readonly answer: Response }> {
  const staff = requireStaff(c);
  if ('answer' in staff) return staff;
  const version = await findFlowVersion(ctx.db, staff.actor.agencyId, id);
  return version === undefined ? { answer: problem(c, 404, 'flows/version-not-found') } : { version };
}

function toTerms({
  typeCode,
  localType,
  committed,
  statutory,
  from,
}: NonNullable<CheckFlowRequest['terms']>): FlowTerms {
  return { kind: flowKindOf(typeCode, localType), committed, statutory, from };
}
