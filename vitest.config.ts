import { defineConfig } from 'vitest/config';
import { DearestFirst } from './tests/support/dearest-first.ts';

export default defineConfig({
  test: {
    include: ['{src,packages,tests,demo,desk,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/server.ts'],
    // Style sheets are part of the portal's pages: without this they are read as empty.
    css: true,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A walk waits for its browser and its program half of the time: with three of them two processors are busy.
    maxWorkers: 3,
    sequence: { sequencer: DearestFirst },
  },
});
