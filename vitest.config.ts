import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,packages,tests,demo,desk,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/server.ts'],
    // Style sheets are part of the portal's pages: without this they are read as empty.
    css: true,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
