// Finds a Chromium for the browser tests, or installs one: Debian's package as root, else Playwright's download.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a system browser, if there is one. `CHROMIUM` names another. */
export function findBrowser() {
  return [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
}

export function ensureBrowser() {
  if (findBrowser() && hasChineseFont()) return;
  const root = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (root) {
    console.log('正在安装浏览器 / installing Chromium and Chinese fonts …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      stdio: 'ignore',
      env,
    });
    if (findBrowser()) return;
  }
  if (findBrowser()) return;
  const done = spawnSync('node_modules/.bin/playwright-core', ['install', 'chromium-headless-shell'], {
    stdio: 'inherit',
  });
  if (done.status !== 0) {
    console.error(
      'The browser tests need Chromium: install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM to its path.',
    );
    process.exit(1);
  }
}

function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return list.status !== 0 || list.stdout.trim().length > 0;
}
