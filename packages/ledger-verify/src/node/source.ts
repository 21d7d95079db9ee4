import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogSource } from '../log.ts';

/** Reads a log over HTTP; anything but 200 counts as not there. */
export function httpSource(base: string): LogSource {
  return async (path) => {
    const answer = await fetch(`${base.replace(/\/$/, '')}/${path}`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : undefined;
  };
}

/** Reads a log from a folder with the same paths, offline. */
export function folderSource(dir: string): LogSource {
  return async (path) => {
    try {
      return new Uint8Array(await readFile(join(dir, path)));
    } catch {
      return undefined;
    }
  };
}
