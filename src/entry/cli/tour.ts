import { parseConfig } from '#platform/config';
import { TourFailure } from '../tour/client.ts';
import { runTour } from '../tour/tour.ts';
import type { Command } from './command.ts';

export const tourCommand: Command = {
  name: 'tour',
  summary: '走一遍主流程 / drives the whole main job over HTTP and verifies the ledger',
  help: 'tour\n\nReads BASE_URL (default http://127.0.0.1:PORT) and drives a running demonstration as outside people would.\nPrints each step, can be repeated, ends with 1 at the first thing that is not as it should be.',
  async run() {
    const base = process.env['BASE_URL'] ?? `http://127.0.0.1:${parseConfig(process.env).port}`;
    const started = performance.now();
    try {
      await runTour(base, (line) => console.log(line));
    } catch (error) {
      if (error instanceof TypeError && error.message === 'fetch failed')
        console.error(`✗ ${base} 没有应答：先运行 npm start；不在这个地址的，用 PORT 或者 BASE_URL 指明。`);
      else if (error instanceof TourFailure) console.error(`✗ ${error.message}`);
      else throw error;
      return 1;
    }
    console.log(`✓ 全部走通，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒`);
    return 0;
  },
};
