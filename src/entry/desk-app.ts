import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { loadAssets, type Ctx, type HttpEnv } from '#platform/http';

/**
 * The desk as it was built; its page gets a fresh nonce for the styles that Ant Design generates, and says whether what it
 * shows is a demonstration.
 */
export async function deskApp(dir: string, { demo }: { readonly demo: boolean }): Promise<Hono<HttpEnv>> {
  const built = await readFile(join(dir, 'index.html'), 'utf8');
  const html = built.replace('__DEMO__', demo ? 'yes' : 'no');
  const assets = await loadAssets('/desk', dir);
  const app = new Hono<HttpEnv>();
  app.get('/desk/assets/*', (c) => assets.routes.fetch(c.req.raw, c.env));
  const page = (c: Ctx): Response | Promise<Response> => {
    const nonce = randomBytes(16).toString('base64');
    return c.html(html.replace('__CSP_NONCE__', nonce), 200, {
      'cache-control': 'no-store',
      'content-security-policy': [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-src 'self' blob:",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ].join('; '),
    });
  };
  app.get('/desk', page);
  app.get('/desk/*', page);
  return app;
}
