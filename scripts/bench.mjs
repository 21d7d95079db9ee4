// What `npm run bench` runs: builds what is measured and what measures it, then measures.
import { spawn, spawnSync } from 'node:child_process';
import { ensureBuilt, ensureInstalled, node24 } from './prepare.mjs';

await ensureInstalled();
ensureBuilt();
const vite = ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.bench.config.ts'];
const built = spawnSync(node24(), [...vite, '--logLevel', 'warn'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
const child = spawn(node24(), ['dist/bench.js', ...process.argv.slice(2)], { stdio: 'inherit' });
// The terminal sends Ctrl-C to the whole group; what measures puts its folders away and this waits for it.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
