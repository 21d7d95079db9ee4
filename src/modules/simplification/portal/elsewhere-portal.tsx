import { Hono } from 'hono';
import { legalDayOf } from '#kernel';
import { listVersions } from '#modules/powers';
import type { AppContext } from '#platform/context';
import { portalGet, wantsJson, type HttpEnv } from '#platform/http';
import type { PortalKit } from '#platform/portal';
import { sideBySide } from '../domain/side-by-side.ts';
import { alikeHere } from '../use-cases/read-elsewhere.ts';
import { ElsewherePage, elsewhereWords } from './elsewhere-page.tsx';

/** `/powers/{code}/elsewhere`: the item in force beside those of other agencies with its basic code. Society's scope. */
export function elsewherePortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  portalGet(app, '/powers/:code/elsewhere', async (c) => {
    const code = c.req.param('code') ?? '';
    const today = legalDayOf(ctx.clock.now());
    const version = (await listVersions(ctx.db, code)).find((one) => one.effectiveFrom <= today);
    const basicCode = version?.content.basicCode;
    if (version === undefined || basicCode === undefined) return kit.error(c, 404);
    const { own, others, cut } = await alikeHere(ctx.db, { basicCode, code, on: today });
    if (own === undefined) return kit.error(c, 404);
    const compared = sideBySide(own.counts, others);
    if (wantsJson(c)) return c.json({ basicCode, own, items: compared, next: null });
    const href = `/powers/${encodeURIComponent(code)}`;
    return kit.page(c, {
      title: elsewhereWords.title,
      section: 'powers',
      jsonHref: `${href}/elsewhere`,
      body: <ElsewherePage name={version.content.name} href={href} own={own} others={compared} cut={cut} />,
    });
  });
  return app;
}
