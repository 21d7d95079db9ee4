import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answer, Work } from './work.ts';

/** A list of 20,000 rows takes a fifth of both. */
const HEAP_MEGABYTES = 1_024;
const TIME_LIMIT = 60_000;

/** What the thread itself can say, and `sheet/expands-too-far` where it ran out of memory or of time. */
type Done = Answer | { readonly ok: false; readonly code: 'sheet/expands-too-far' };

let last: Promise<unknown> = Promise.resolve();

/**
 * Does a piece of work in a thread of its own, one at a time: a large workbook holds up no page, its memory goes back with the
 * thread, and nothing of it is loaded before somebody needs it.
 */
export function doInThread(work: Work): Promise<Done> {
  const turn = last.then(
    () => run(work),
    () => run(work),
  );
  last = turn;
  return turn;
}

function run(work: Work): Promise<Done> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile(), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES } });
    const timer = setTimeout(() => settle({ ok: false, code: 'sheet/expands-too-far' }), TIME_LIMIT);
    const settle = (done: Done): void => {
      clearTimeout(timer);
      resolve(done);
      void worker.terminate();
    };
    worker.once('message', settle);
    worker.once('error', (error) => {
      clearTimeout(timer);
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve({ ok: false, code: 'sheet/expands-too-far' });
      else reject(error);
    });
    worker.postMessage(work);
  });
}

/** Beside this file in the sources; beside the entry points once built. */
function threadFile(): string {
  const here = import.meta.dirname;
  const source = join(here, 'thread.ts');
  if (existsSync(source)) return source;
  return join(basename(here) === 'chunks' ? dirname(here) : here, 'spreadsheet-thread.js');
}
