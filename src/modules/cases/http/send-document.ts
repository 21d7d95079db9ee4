import { Readable } from 'node:stream';
import type { AppContext } from '#platform/context';
import type { Ctx } from '#platform/http';
import type { FoundDocument } from '../use-cases/read-case.ts';

const PRIVATE = {
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; sandbox",
};

/** A file as it was handed in: always as a download, under the type its bytes showed. */
export function sendFile(ctx: AppContext, c: Ctx, document: FoundDocument): Response {
  if (document.fileKey === null) throw new Error('a document without a file');
  const stream = Readable.toWeb(ctx.files.open(document.fileKey));
  return c.body(unsafeStream(stream), 200, {
    ...PRIVATE,
    'content-type': document.fileType ?? 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(document.title)}`,
  });
}

/** Node's and the web's declarations of the same class differ. */
function unsafeStream(stream: unknown): ReadableStream<Uint8Array> {
  return stream as ReadableStream<Uint8Array>;
}
