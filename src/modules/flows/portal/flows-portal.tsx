import { Hono } from 'hono';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { legalDayOf } from '#kernel';
import { coverageOf } from '#modules/ledger';
import type { AppContext } from '#platform/context';
import type { Reading } from '#platform/database';
import { portalGet, type Ctx, type HttpEnv } from '#platform/http';
import { portalScripts, proofOf, type PortalKit } from '#platform/portal';
import { publicEndings } from '../db/flow-ending.ts';
import {
  findCategoryFlow,
  findPowerFlow,
  getFlowBytes,
  listCategoryFlows,
  type FlowVersion,
} from '../db/flow-reader.ts';
import { externalChart } from './external-chart.ts';
import { renderFlowSvg } from '../domain/render-svg.ts';
import { EndingNotice } from './flow-ending.tsx';
import { CategoryFlows, FlowPage } from './flow-page.tsx';

const query = z.object({
  n: z.coerce.number().int().positive().max(100_000).optional().catch(undefined),
  view: z.enum(['external']).optional().catch(undefined),
  lang: z.enum(['zh', 'en']).optional().catch(undefined),
});

/**
 * `/powers/{code}/flow`, `/flows` and `/flows/{code}`, each with `flow.svg` and `flow.bpmn`: society's scope, what a
 * checkpoint covers. `?n=` asks for an earlier version, `?view=external` for the external chart. `notice` is what the module
 * of the powers has to say above the chart of one of them, `versions` what is to be said below the chart of a category.
 */
export function flowsPortal(
  ctx: AppContext,
  kit: PortalKit,
  { notice, versions }: { readonly notice?: Notice; readonly versions?: Notice } = {},
): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  portalGet(app, '/flows', async (c) => {
    const versions = await listCategoryFlows(ctx.db);
    const endings = await publicEndings(
      ctx.db,
      versions.map(({ flowId }) => flowId),
    );
    const body = <CategoryFlows versions={versions} endings={endings} today={legalDayOf(ctx.clock.now())} />;
    return kit.page(c, { title: { zh: '类别流程图', en: 'Charts by category' }, section: 'powers', body });
  });
  chart(app, ctx, kit, {
    base: '/powers/:code',
    page: '/powers/:code/flow',
    find: findPowerFlow,
    ...(notice && { notice }),
  });
  chart(app, ctx, kit, {
    base: '/flows/:code',
    page: '/flows/:code',
    find: findCategoryFlow,
    ...(versions && { versions }),
  });
  return app;
}

type Notice = (version: FlowVersion) => Promise<ReactNode>;

interface Chart {
  readonly base: string;
  readonly page: string;
  readonly find: (db: Reading, code: string, n?: number) => Promise<FlowVersion | undefined>;
  readonly notice?: Notice;
  readonly versions?: Notice;
}

function chart(
  app: Hono<HttpEnv>,
  ctx: AppContext,
  kit: PortalKit,
  { base, page, find, notice, versions }: Chart,
): void {
  const wanted = async (c: Ctx) => {
    const { n, view, lang } = query.parse(c.req.query());
    const version = await find(ctx.db, c.req.param('code') ?? '', n);
    const external = view === 'external';
    return {
      version: version !== undefined && external ? { ...version, ...externalChart(version) } : version,
      external,
      lang: lang ?? 'zh',
    };
  };
  /** What stands above the chart: that it is on trial, or that it has ended. */
  const said = async (version: FlowVersion): Promise<ReactNode> => {
    if (notice !== undefined) return notice(version);
    const ending = (await publicEndings(ctx.db, [version.flowId])).get(version.flowId);
    return ending && <EndingNotice ending={ending} today={legalDayOf(ctx.clock.now())} />;
  };
  app.get(`${base}/flow.svg`, async (c) => {
    const { version, lang } = await wanted(c);
    if (version === undefined) return kit.error(c, 404);
    return c.body(renderFlowSvg(version.table, version.diagram, { lang }), 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
    });
  });
  app.get(`${base}/flow.bpmn`, async (c) => {
    const { version } = await wanted(c);
    if (version === undefined) return kit.error(c, 404);
    const bytes = await getFlowBytes(ctx.db, version.agencyId, version.id);
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/xml; charset=utf-8',
      'content-disposition': `attachment; filename="${version.code}-v${version.n}.bpmn"`,
      'x-sha256': version.sha256,
    });
  });
  portalGet(app, page, async (c) => {
    const { version, external } = await wanted(c);
    if (version === undefined) return kit.error(c, 404);
    const code = encodeURIComponent(version.powerCode ?? version.code);
    const proof = proofOf(version.rid, (await coverageOf(ctx.db, [version.rid])).get(version.rid));
    const body = (
      <FlowPage
        version={version}
        href={page.replace(':code', code)}
        files={base.replace(':code', code)}
        external={external}
        proof={proof}
        notice={await said(version)}
        versions={await versions?.(version)}
      />
    );
    return kit.page(c, { title: version.table.name, section: 'powers', body, scripts: [portalScripts.flow] });
  });
}
