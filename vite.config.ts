import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The desk: one page application under /desk, split by page. */
export default defineConfig({
  root: 'desk',
  base: '/desk/',
  plugins: [react()],
  build: {
    outDir: '../dist/desk',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
