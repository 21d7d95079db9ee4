import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { tourCommand } from './tour.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('says where nobody answers, and what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  server.close();
  await once(server, 'close');
  vi.stubEnv('BASE_URL', `http://127.0.0.1:${port}`);
  const told = vi.spyOn(console, 'error').mockReturnValue();
  expect(await tourCommand.run([])).toBe(1);
  expect(told.mock.calls.join('')).toContain(`http://127.0.0.1:${port} 没有应答：先运行 npm start`);
});
