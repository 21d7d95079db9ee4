import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort, programEnv } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'chengming-refused-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the built program says, and its exit code, when it is started with these settings. */
function start(env: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['dist/start.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said: said.trim() })));
}

describe('a start that cannot succeed says one sentence and leaves nothing behind', () => {
  it('on a port that another program holds', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const dataDir = join(folder, 'port');
    const { code, said } = await start(programEnv(dataDir, port));
    await new Promise((resolve) => other.close(resolve));
    expect(said).toMatch(/端口已被占用/);
    expect(said.split('\n')).toHaveLength(1);
    expect(code).toBe(78);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('with a file where the folder should be', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const dataDir of [file, join(file, 'below')]) {
      const { code, said } = await start(programEnv(dataDir, await freePort()));
      expect(said).toMatch(/不是文件夹/);
      expect(said.split('\n')).toHaveLength(1);
      expect(code).toBe(78);
    }
  });

  it('with a setting that is none, named', async () => {
    const { code, said } = await start({ ...programEnv(join(folder, 'x'), 1), PORT: 'http' });
    expect(said).toMatch(/PORT/);
    expect(said.split('\n')).toHaveLength(1);
    expect(code).toBe(78);
  });
});
