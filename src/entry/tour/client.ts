import { setTimeout as sleep } from 'node:timers/promises';

/** Raised at the first thing that is not as it should be. */
export class TourFailure extends Error {
  override readonly name = 'TourFailure';
}

export function expectThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new TourFailure(what);
}

type Options = {
  readonly method?: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One visitor: a cookie jar and plain HTTP, nothing of the program's inside. */
export class Visitor {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = base.replace(/\/$/, '');
  }

  async call(path: string, options: Options = {}): Promise<Response> {
    const headers = new Headers({ origin: this.#base, 'sec-fetch-site': 'same-origin', ...options.headers });
    if (this.#cookies.size > 0)
      headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    let body: string | undefined;
    if (options.json !== undefined) {
      headers.set('content-type', 'application/json');
      body = JSON.stringify(options.json);
    } else if (options.form) {
      headers.set('content-type', 'application/x-www-form-urlencoded');
      body = new URLSearchParams(options.form).toString();
    }
    const answer = await fetch(`${this.#base}${path}`, {
      method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  async text(path: string, what: string): Promise<string> {
    const answer = await this.call(path, { headers: { accept: 'text/html' } });
    expectThat(answer.status === 200, `${what}：${path} 答 ${answer.status}`);
    return answer.text();
  }

  async bytes(path: string, what: string): Promise<Uint8Array> {
    const answer = await this.call(path);
    expectThat(answer.status === 200, `${what}：${path} 答 ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  /** JSON of a 2xx answer; anything else ends the tour with the problem's code. */
  async json(path: string, what: string, options: Options = {}): Promise<unknown> {
    const answer = await this.call(path, {
      ...options,
      headers: { accept: 'application/json', ...options.headers },
    });
    const body: unknown = await answer.json().catch(() => undefined);
    expectThat(answer.ok, `${what}：${path} 答 ${answer.status} ${JSON.stringify(body)?.slice(0, 300)}`);
    return body;
  }
}

/** Asks again until it holds, at most `seconds`. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < seconds * 4; i += 1) {
    const found = await ask();
    if (found !== undefined) return found;
    await sleep(250);
  }
  throw new TourFailure(`${what}：${seconds} 秒内没有等到`);
}
