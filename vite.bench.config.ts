import { defineConfig } from 'vite';

/** The measurements as one file beside the program that they measure. */
export default defineConfig({
  build: {
    ssr: 'bench/run.ts',
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'bench.js', codeSplitting: false } },
  },
  ssr: { noExternal: ['@chengming/ledger-verify'] },
});
