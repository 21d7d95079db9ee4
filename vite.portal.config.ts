import { defineConfig } from 'vite';

/** The verifier that runs in a reader's browser: one small file without dependencies on anything else. */
export default defineConfig({
  build: {
    outDir: 'dist/portal',
    emptyOutDir: true,
    target: 'es2022',
    copyPublicDir: false,
    rolldownOptions: {
      input: { verify: 'src/modules/portal/verify/verify.browser.ts' },
      output: { entryFileNames: '[name].js', format: 'iife' },
    },
  },
});
