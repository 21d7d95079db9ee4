// Shared by the commands that must work on a fresh checkout under Node 20: no dependency may be imported here.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
process.chdir(root);

/** The Node that package.json pins; the packages refuse older ones. */
export function node24() {
  return join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
}

/** `npm ci` when node_modules does not match the lock file. */
export async function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Node.js 20.19 or newer is needed; this is ${process.versions.node}`);
  if (isInstalled()) return;
  console.log('正在安装依赖 / installing packages …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Whether npm's own note of what it installed says the same as the lock file. */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const there = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/') ||
      (there[path] ? there[path].version === entry.version : entry.optional === true || entry.link === true),
  );
}

/** Builds server and desk when a source file is newer than the last build. */
export function ensureBuilt() {
  const stamp = join(root, 'dist', '.built');
  const wanted = fingerprint([
    'src',
    'packages',
    'desk',
    'demo',
    'package.json',
    'package-lock.json',
    'vite.config.ts',
    'vite.portal.config.ts',
    'vite.server.config.ts',
  ]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('正在构建 / building …');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  for (const config of ['vite.server.config.ts', 'vite.config.ts', 'vite.portal.config.ts'])
    run(node24(), [vite, 'build', '--config', config, '--logLevel', 'warn']);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, wanted);
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path)) return;
    const info = statSync(path);
    if (!info.isDirectory()) {
      hash.update(`${path} ${info.size} ${info.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(path).sort()) if (name !== 'node_modules') visit(join(path, name));
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}

function run(command, args) {
  const done = spawnSync(command, args, { stdio: 'inherit', cwd: root });
  if (done.status !== 0)
    stop(`${command} ${args.slice(0, 3).join(' ')} failed (exit ${done.status ?? done.signal})`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
