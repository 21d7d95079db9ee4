// Runs what `npm run check` runs, tests last through `npm test`, and prints `N passed, N failed` alone on the last line.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ensureInstalled } from './prepare.mjs';

await ensureInstalled();
const npm = (args) =>
  spawnSync('npm', args, { stdio: 'inherit', env: { ...process.env, CI: 'true' } }).status === 0;
const REPORT = 'node_modules/.cache/test-report.json';
rmSync(REPORT, { force: true });

let failed = 0;
for (const step of [
  'check:format',
  'check:lint',
  'check:types',
  'check:boundaries',
  'check:schema',
  'check:unused',
]) {
  if (npm(['run', '-s', step])) continue;
  console.error(`${step} failed`);
  failed += 1;
}
const testsOk = npm(['test']);
const report = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : undefined;
const passed = report?.numPassedTests ?? 0;
failed += report?.numFailedTests ?? 0;
// A run that stopped before or after its tests (a set-up, a leak, an unhandled error) is a failure as well.
if (!testsOk && failed === 0) failed = 1;
if (passed === 0 && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
