import { Hono } from 'hono';
import { z } from 'zod';
import { isText, legalDayOf } from '#kernel';
import { flowFigure, getFlowVersion } from '#modules/flows';
import type { AppContext } from '#platform/context';
import type { HttpEnv } from '#platform/http';
import type { PortalKit } from '#platform/portal';
import { listVersions } from '../db/power-reader.ts';
import { findTrial } from '../db/trial-reader.ts';
import { posterContent } from '../poster/poster-content.ts';
import { posterPdf } from '../poster/poster.ts';

const Query = z.object({
  n: z.coerce.number().int().positive().max(100_000).optional(),
  size: z.enum(['A3', 'A4']).default('A3'),
});

/**
 * `/powers/{code}/poster.pdf`: 办事指南 and flow of an item on one sheet, `?size=A4` on two; the version in force today, or
 * `?n=`. Society's scope; 404 while the item has no published flow.
 */
export function posterPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/powers/:code/poster.pdf', async (c) => {
    const code = c.req.param('code');
    const query = Query.safeParse(c.req.query());
    if (!query.success) return kit.error(c, 400);
    const { n, size } = query.data;
    const versions = isText(code) ? await listVersions(ctx.db, code) : [];
    const today = legalDayOf(ctx.clock.now());
    const power =
      n === undefined
        ? (versions.find((v) => v.effectiveFrom <= today) ?? versions.at(-1))
        : versions.find((v) => v.n === n);
    if (power === undefined || power.flowVersionId === null) return kit.error(c, 404);
    const [flow, trial] = await Promise.all([
      getFlowVersion(ctx.db, power.agencyId, power.flowVersionId),
      findTrial(ctx.db, power),
    ]);
    const { svg, label } = flowFigure(flow, { lang: 'zh' });
    const pdf = await posterPdf({
      content: posterContent(power, power.agency.name, trial, today),
      flowSvg: svg,
      flowLabel: label,
      url: `${ctx.config.publicUrl}/powers/${encodeURIComponent(power.code)}`,
      size,
      demo: ctx.config.demo.load,
    });
    return c.body(pdf, 200, { 'content-type': 'application/pdf' });
  });
  return app;
}
