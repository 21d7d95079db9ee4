// What `npm start` runs first, on whatever Node the machine has (20 or newer): installs what is missing, builds what
// is stale, then hands over to the program under the Node of package.json.
import { spawn } from 'node:child_process';
import { ensureBuilt, ensureInstalled, node24 } from './prepare.mjs';

await ensureInstalled();
ensureBuilt();
const child = spawn(node24(), ['--enable-source-maps', 'dist/start.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// The terminal sends Ctrl-C to the whole group; the program ends everything in order and this waits for it.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
