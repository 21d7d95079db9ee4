import { Hono } from 'hono';
import type { AppContext } from '#platform/context';
import { sendStoredFile, type HttpEnv } from '#platform/http';
import type { PortalKit } from '#platform/portal';
import { findPublicForm } from '../use-cases/find-form.ts';

/**
 * `/records/{rid}/files/{sha256}`: the blank forms and samples of a published version. Kept by its digest wherever it likes, and asked
 * for again each time, because a version may cease to be public. Mounted outside the page cache: these are no pages.
 */
export function formsPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/records/:rid{[A-Za-z0-9_-]{22}}/files/:sha256{[0-9a-f]{64}}', async (c) => {
    const { rid, sha256 } = c.req.param();
    const form = await findPublicForm(ctx.db, { rid, sha256 });
    if (form === undefined) return kit.error(c, 404);
    const headers = { 'cache-control': 'public, no-cache', etag: `"${sha256}"` };
    return c.req.header('if-none-match') === headers.etag
      ? c.body(null, 304, headers)
      : sendStoredFile(ctx, c, form, { ...headers, 'content-length': String(form.size) });
  });
  return app;
}
