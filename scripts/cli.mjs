// What `npm run -s cli -- <command>` runs first; says nothing unless something has to be installed or built.
import { spawn } from 'node:child_process';
import { ensureBuilt, ensureInstalled, node24 } from './prepare.mjs';

await ensureInstalled();
ensureBuilt();
const child = spawn(node24(), ['--enable-source-maps', 'dist/cli.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
