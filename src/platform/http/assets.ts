import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { Hono } from 'hono';
import type { HttpEnv } from './env.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

const COMPRESS = { br: promisify(brotliCompress), gzip: promisify(gzip) };
type Encoding = keyof typeof COMPRESS;

type Asset = {
  readonly plain: Buffer;
  /** Filled when first asked for: compressing the whole desk would hold up the start. */
  readonly compressed: Map<Encoding, Promise<Buffer>>;
  readonly type: string;
  readonly etag: string;
};

async function encoded({ plain, compressed }: Asset, encoding: Encoding | undefined): Promise<Buffer> {
  if (encoding === undefined) return plain;
  const known = compressed.get(encoding) ?? COMPRESS[encoding](plain);
  compressed.set(encoding, known);
  return known;
}

export type AssetTree = {
  /** Address of a file with its content hash in the query, so that it can be cached for ever. */
  href(name: string): string;
  readonly routes: Hono<HttpEnv>;
};

/** Static files under a folder, read once at start. */
export async function loadAssets(prefix: string, dir: string): Promise<AssetTree> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(dir, path), await readFile(path));
  }
  return assetTree(prefix, files);
}

/** Static files that the program carries itself, such as the portal's style sheet. */
export function assetTree(prefix: string, files: ReadonlyMap<string, Buffer>): AssetTree {
  const assets = new Map<string, Asset>();
  for (const [name, plain] of files) {
    assets.set(name, {
      plain,
      compressed: new Map(),
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      etag: createHash('sha256').update(plain).digest('base64url').slice(0, 16),
    });
  }
  const routes = new Hono<HttpEnv>();
  routes.get(`${prefix}/*`, async (c) => {
    const asset = assets.get(c.req.path.slice(prefix.length + 1));
    if (!asset) return c.notFound();
    const accepted = c.req.header('accept-encoding') ?? '';
    const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined;
    const etag = `"${asset.etag}${encoding ?? ''}"`;
    const headers = {
      'content-type': asset.type,
      etag,
      vary: 'accept-encoding',
      'cache-control':
        c.req.query('v') === asset.etag || /-[\w-]{8,}\.\w+$/.test(c.req.path)
          ? 'public, max-age=31536000, immutable'
          : 'no-cache',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    };
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
    return c.body(new Uint8Array(await encoded(asset, encoding)), 200, headers);
  });
  return {
    href(name) {
      const asset = assets.get(name);
      if (!asset) throw new Error(`no asset ${name}`);
      return `${prefix}/${name}?v=${asset.etag}`;
    },
    routes,
  };
}
