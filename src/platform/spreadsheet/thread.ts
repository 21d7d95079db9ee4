import { parentPort } from 'node:worker_threads';
import { doWork, type Work } from './work.ts';

/** Entry of the thread that `in-thread.ts` starts for one piece of work. */
parentPort?.once('message', (work: Work) => {
  void doWork(work).then((answer) => parentPort?.postMessage(answer));
});
