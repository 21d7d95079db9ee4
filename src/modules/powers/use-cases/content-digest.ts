import { hash } from 'node:crypto';
import { canonicalJson } from '@chengming/ledger-verify';
import type { PowerContent } from '../domain/content.ts';
import { toParts } from '../domain/digest.ts';

/** SHA-256 over the canonical JSON of a content, by which an import knows whether it changed. */
export function digestOfContent(content: PowerContent): Buffer {
  return hash('sha256', Buffer.from(canonicalJson(toParts(content)), 'utf8'), 'buffer');
}
