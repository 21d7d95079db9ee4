import { MAX_PACKAGE_BYTES } from '../domain/package.ts';

/** The bytes of a request, read no further than one byte beyond what a package may have. */
export async function readPackageBody(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    parts.push(part);
    size += part.byteLength;
    if (size > MAX_PACKAGE_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MAX_PACKAGE_BYTES + 1);
}
