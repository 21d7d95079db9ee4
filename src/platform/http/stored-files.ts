import { Readable } from 'node:stream';
import type { AppContext } from '#platform/context';
import type { Ctx } from './env.ts';

/** A stored object as it goes out: under the type its bytes showed and the name it was given. */
export type SentFile = { readonly key: string; readonly type: string; readonly name: string };

/** Always a download in a sandbox: nothing of a file that somebody uploaded runs on a page of ours. */
export function sendStoredFile(
  ctx: AppContext,
  c: Ctx,
  { key, type, name }: SentFile,
  headers: Readonly<Record<string, string>>,
): Response {
  const sent = {
    ...headers,
    'content-security-policy': "default-src 'none'; sandbox",
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  };
  // Nobody would read the stream behind an answer without a body, so it would never be closed.
  if (c.req.method === 'HEAD') return c.body(null, 200, sent);
  return c.body(unsafeStream(Readable.toWeb(ctx.files.open(key))), 200, sent);
}

/** Node's and the web's declarations of the same class differ. */
function unsafeStream(stream: unknown): ReadableStream<Uint8Array> {
  return stream as ReadableStream<Uint8Array>;
}

/** The bytes of an uploaded file, piece by piece. */
export async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** The name as the browser gave it, without folders and control characters; at most 200 characters. */
export function uploadedName(file: File): string {
  const last = file.name.split(/[/\\]/).at(-1) ?? '';
  return last.replaceAll(/\p{C}/gu, '').trim().slice(0, 200) || '未命名';
}
