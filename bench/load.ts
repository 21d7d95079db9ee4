import { Agent, request } from 'node:http';

export type Load = { readonly perSecond: number; readonly p50: number; readonly p99: number };

/** Asks for one address from `clients` connections that stay open, for some seconds; anything but 200 is an error. */
export async function load(url: string, clients = 16, seconds = 4): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  await ask(agent, url);
  const times: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        const at = performance.now();
        await ask(agent, url);
        times.push(performance.now() - at);
      }
    }),
  );
  const elapsed = (performance.now() - begun) / 1_000;
  agent.destroy();
  const sorted = times.toSorted((a, b) => a - b);
  const share = (of: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(of * sorted.length))] ?? Number.NaN;
  return { perSecond: times.length / elapsed, p50: share(0.5), p99: share(0.99) };
}

function ask(agent: Agent, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { accept: 'text/html', 'accept-encoding': 'br' } }, (answer) => {
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${answer.statusCode}`)),
      );
    })
      .once('error', reject)
      .end();
  });
}
