import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv } from '#platform/http';

const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: '澄明 Chengming API',
    version: '1',
    description:
      'Additive only. Problem documents (RFC 9457) with a code; If-Match on edits; keyset cursors.',
  },
  servers: [{ url: '/api/v1' }],
};

/** `/api/v1/openapi.json`: the description of every route that was registered before. */
export function describeApi(routes: OpenAPIHono<HttpEnv>): void {
  routes.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  routes.get('/openapi.json', (c) => c.json(routes.getOpenAPI31Document(DOCUMENT)));
}

type Operation = { readonly summary?: string };

/** `/api/docs`: the operations as a plain list; the whole description is the JSON document. */
export function apiDocs(
  routes: OpenAPIHono<HttpEnv>,
): readonly { readonly method: string; readonly path: string; readonly summary: string }[] {
  const { paths } = routes.getOpenAPI31Document(DOCUMENT);
  return Object.entries(paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations ?? {}).flatMap(([method, operation]: [string, Operation]) =>
      ['get', 'post', 'put', 'patch', 'delete'].includes(method)
        ? [{ method: method.toUpperCase(), path: `/api/v1${path}`, summary: operation.summary ?? '' }]
        : [],
    ),
  );
}
