import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { portalGet, securityHeaders, type HttpEnv } from '#platform/http';
import { createPortalKit } from '../kit.tsx';
import { gallery } from './gallery.tsx';
import { site } from './samples.tsx';

/** The gallery over HTTP with the portal's real headers, on a free port. */
export async function serveGallery(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const kit = createPortalKit(() => site);
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    const english = c.req.path === '/en' || c.req.path.startsWith('/en/');
    c.set('lang', english ? 'en' : 'zh');
    c.set('pagePath', english ? c.req.path.slice(3) || '/' : c.req.path);
    c.set('elder', (c.req.header('cookie') ?? '').includes('elder=1'));
    c.set('requestId', 'gallery');
    return next();
  });
  app.use(securityHeaders());
  app.route('/', kit.routes);
  for (const [path, page] of Object.entries(gallery)) portalGet(app, path, (c) => kit.page(c, page));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        stop: () => new Promise((stopped) => void server.close(() => stopped())),
      }),
    );
  });
}
