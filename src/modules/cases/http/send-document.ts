import type { AppContext } from '#platform/context';
import { PRIVATE, sendStoredFile, type Ctx } from '#platform/http';
import type { FoundDocument } from '../use-cases/read-case.ts';

/** A file as it was handed in. */
export function sendFile(ctx: AppContext, c: Ctx, document: FoundDocument): Response {
  if (document.fileKey === null) throw new Error('a document without a file');
  const { fileKey: key, fileType, title: name } = document;
  return sendStoredFile(ctx, c, { key, type: fileType ?? 'application/octet-stream', name }, PRIVATE);
}
