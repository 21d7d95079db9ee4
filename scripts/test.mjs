// What `npm test` runs: installs packages and a browser where they are missing, builds, and runs every test.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureBuilt, ensureInstalled, node24 } from './prepare.mjs';

await ensureInstalled();
ensureBrowser();
ensureBuilt();
const args = process.argv.slice(2);
const reporters =
  args.length > 0
    ? []
    : ['--reporter=default', '--reporter=json', '--outputFile.json=node_modules/.cache/test-report.json'];
const done = spawnSync(node24(), ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], {
  stdio: 'inherit',
  // Two hundred files load the same packages: compiled once for all of them, a run takes a seventh less.
  env: { ...process.env, NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled') },
});
process.exit(done.status ?? 1);
