import { fromBase64, parseDecimal, toBase64, utf8 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import type { Leaf } from './leaf.ts';
import { leafHash, verifyInclusion } from './merkle.ts';

const HEADER = 'gov-journal-proof/1';
const MAX_PATH = 63;

/**
 * Proof that an entry stood in the journal when a root of it was put into the public log: which anchor (record and
 * revision), where, the path, and the entry, which states its time and its commitment and nothing else.
 */
export type JournalProof = {
  readonly anchor: { readonly rid: string; readonly rev: number };
  readonly index: bigint;
  readonly size: bigint;
  readonly path: readonly Uint8Array[];
  readonly entry: JournalEntry;
};

/** The public part of a journal row. */
export type JournalEntry = {
  readonly text: string;
  readonly at: string;
  readonly commitment: string | undefined;
};

export function formatJournalProof(proof: Omit<JournalProof, 'entry'> & { readonly entry: string }): string {
  const path = proof.path.map((hash) => `${toBase64(hash)}\n`).join('');
  const { rid, rev } = proof.anchor;
  return `${HEADER}\nanchor ${rid} ${rev}\nindex ${proof.index}\nsize ${proof.size}\n${path}\n${proof.entry}\n`;
}

export function parseJournalProof(text: string): JournalProof | undefined {
  const split = text.indexOf('\n\n');
  const entry = parseEntry(text.slice(split + 2, -1));
  if (split < 0 || !text.endsWith('\n') || !entry) return undefined;
  const [header, anchorLine = '', indexLine = '', sizeLine = '', ...lines] = text.slice(0, split).split('\n');
  const anchor = /^anchor ([A-Za-z0-9_-]{21}[AQgw]) ([1-9][0-9]{0,8})$/.exec(anchorLine);
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice(6)) : undefined;
  const size = sizeLine.startsWith('size ') ? parseDecimal(sizeLine.slice(5)) : undefined;
  if (header !== HEADER || !anchor || index === undefined || size === undefined || lines.length > MAX_PATH)
    return undefined;
  const path: Uint8Array[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash?.length !== 32) return undefined;
    path.push(hash);
  }
  return { anchor: { rid: anchor[1] ?? '', rev: Number(anchor[2]) }, index, size, path, entry };
}

/** Whether the entry is in the journal tree with this root, which the caller takes from the anchor's open field. */
export function verifyJournalProof(c: Crypto, proof: JournalProof, root: Uint8Array): boolean {
  return verifyInclusion(c, {
    index: proof.index,
    size: proof.size,
    leafHash: leafHash(c, utf8(proof.entry.text)),
    path: proof.path,
    root,
  });
}

/**
 * Whether a record began with what the journal held: the commitment of the entry is `cm` of its first leaf. Without it, a
 * proof shows only that something stood in the journal.
 */
export function beganAs(proof: JournalProof, first: Pick<Leaf, 'cm' | 'rev'> | undefined): boolean {
  return first?.rev === 1 && proof.entry.commitment === first.cm;
}

function parseEntry(text: string): JournalEntry | undefined {
  const shape =
    /^\{"at":"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)",(?:"commitment":"([0-9a-f]{64})",)?"rest":"[0-9a-f]{64}","v":"gov-journal\/1"\}$/;
  const match = shape.exec(text);
  return match ? { text, at: match[1] ?? '', commitment: match[2] } : undefined;
}
