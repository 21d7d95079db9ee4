import { z } from 'zod';
import { isIntakeCode, type IntakeCode } from '../domain/errors.ts';

const PATIENCE = 60_000;
/** Comments of a package at most; a receipt is far smaller. */
const MAX_REPLY = 16 * 1024 * 1024;

type Address = { readonly url: string; readonly code: string };
type Failed = { readonly failed: string };

const Receipt = z.object({ receipt: z.string().max(8_192) });
const Refusal = z.object({ code: z.string(), detail: Receipt.partial().optional() });

/** What an instance above says to a package: a receipt, a refusal by code, or nothing that counts. */
export type Answer =
  | { readonly receipt: string }
  | { readonly receipt: undefined; readonly refusal: IntakeCode }
  | Failed;

/**
 * Sends a package to the instance above. A package that was taken before, whose answer was lost, brings its receipt; a
 * refusal counts only with a code of ours; everything else is a failure that may pass.
 */
export async function postPackage({ url, code }: Address, file: string): Promise<Answer> {
  const reply = await post(`${url}/api/v1/filing-intake/${encodeURIComponent(code)}`, file);
  if ('failed' in reply) return reply;
  if (reply.status === 200) {
    const taken = Receipt.safeParse(reply.json);
    return taken.success ? { receipt: taken.data.receipt } : { failed: 'unreadable' };
  }
  const refused = Refusal.safeParse(reply.json);
  if (refused.success && isIntakeCode(refused.data.code)) {
    const receipt = refused.data.detail?.receipt;
    return receipt === undefined ? { receipt, refusal: refused.data.code } : { receipt };
  }
  return { failed: `http-${reply.status}` };
}

/** Asks for the comments on a package with a signed note. */
export async function fetchRemarks(
  { url, code }: Address,
  id: string,
  query: string,
): Promise<{ readonly document: unknown } | Failed> {
  const path = `/api/v1/filing-intake/${encodeURIComponent(code)}/${id}/remarks`;
  const reply = await post(`${url}${path}`, JSON.stringify({ query }));
  if ('failed' in reply) return reply;
  return reply.status === 200 ? { document: reply.json } : { failed: `http-${reply.status}` };
}

async function post(
  url: string,
  body: string,
): Promise<{ readonly status: number; readonly json: unknown } | Failed> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const text = await readAtMost(response);
    if (text === undefined) return { failed: 'unreadable' };
    return { status: response.status, json: parsed(text) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { failed: error.name === 'TimeoutError' ? 'timeout' : 'unreachable' };
  }
}

async function readAtMost(response: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > MAX_REPLY) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
