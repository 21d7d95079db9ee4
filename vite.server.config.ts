import { defineConfig } from 'vite';

/** The server: one file per entry point, dependencies left in node_modules. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node24',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: {
        start: 'src/entry/start.ts',
        web: 'src/entry/web.ts',
        worker: 'src/entry/worker.ts',
        cli: 'src/entry/cli.ts',
        'spreadsheet-thread': 'src/platform/spreadsheet/thread.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: ['@chengming/ledger-verify'] },
});
