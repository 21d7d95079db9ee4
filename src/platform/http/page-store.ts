import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { AppContext } from '#platform/context';
import type { EpochSource } from './epoch.ts';
import { SECURITY_HEADERS } from './security.ts';

export type Encoding = 'br' | 'gzip' | 'plain';
type Coded = {
  /** The bytes as latin1: Node sends such a text in one write with the headers. */
  readonly text: string;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The same and those of every answer, name after value: made once, not at each request. */
  readonly raw: string[];
  readonly rawWithLength: string[];
};
type Entry = {
  readonly epoch: bigint;
  readonly until: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  readonly coded: Partial<Record<Encoding, Coded>>;
};

/** What decides which page an address answers with. */
export type PageKey = { readonly path: string; readonly json: boolean; readonly elder: boolean };

/** Rendered pages that are still true, by address, the least asked for forgotten first. */
export type PageStore = {
  find(key: PageKey, encoding: Encoding): Coded | undefined;
  /** Renders once however many ask at the same time; what `render` gives no page for is not kept. */
  once(key: PageKey, render: () => Promise<Rendered | undefined>): Promise<void>;
};
export type Rendered = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  readonly until: number;
};

const MAX_BYTES = 32 * 1_048_576;

/**
 * Pages end with the publication epoch they were rendered in, and at their own hour. The store holds at most so many bytes
 * of pages as were rendered; each is encoded when first asked for in that encoding, with an ETag of its own.
 */
export function createPageStore(ctx: Pick<AppContext, 'clock'>, epoch: EpochSource): PageStore {
  const entries = new Map<string, Entry>();
  const rendering = new Map<string, Promise<void>>();
  let held = 0;
  const forget = (key: string, entry: Entry): void => {
    if (entries.delete(key)) held -= entry.bytes.length;
  };
  const keep = (key: string, entry: Entry): void => {
    const before = entries.get(key);
    if (before) forget(key, before);
    entries.set(key, entry);
    held += entry.bytes.length;
    for (const [oldest, page] of entries) {
      if (held <= MAX_BYTES) break;
      forget(oldest, page);
    }
  };
  return {
    find(asked, encoding) {
      const key = textOf(asked);
      const entry = entries.get(key);
      if (!entry || entry.epoch !== epoch.current() || entry.until <= ctx.clock.now().getTime())
        return undefined;
      // Asked for last is forgotten last.
      entries.delete(key);
      entries.set(key, entry);
      return (entry.coded[encoding] ??= encode(entry, encoding));
    },
    async once(asked, render) {
      const key = textOf(asked);
      const running = rendering.get(key);
      if (running) return running;
      const current = epoch.current();
      const turn = render().then((page) => {
        if (page) keep(key, { ...page, epoch: current, coded: {} });
      });
      rendering.set(key, turn);
      try {
        await turn;
      } finally {
        rendering.delete(key);
      }
    },
  };
}

function textOf({ path, json, elder }: PageKey): string {
  return `${elder ? 'e' : ''}${json ? 'j' : ''} ${path}`;
}

/** The best encoding that the client takes. */
export function encodingOf(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'plain';
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : 'plain';
}

function encode({ bytes, headers }: Entry, encoding: Encoding): Coded {
  const coded = encoding === 'plain' ? Buffer.from(bytes) : compress(bytes, encoding);
  const etag = `"${createHash('sha256').update(coded).digest('base64url').slice(0, 27)}"`;
  const own = { ...headers, etag, ...(encoding === 'plain' ? {} : { 'content-encoding': encoding }) };
  const raw = Object.entries({ ...SECURITY_HEADERS, ...own }).flat();
  return {
    text: coded.toString('latin1'),
    etag,
    headers: own,
    raw,
    rawWithLength: [...raw, 'content-length', String(coded.length)],
  };
}

function compress(bytes: Uint8Array, encoding: 'br' | 'gzip'): Buffer {
  return encoding === 'gzip'
    ? gzipSync(bytes)
    : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
