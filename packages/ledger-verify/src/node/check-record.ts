import { fromHex, fromUtf8 } from '../bytes.ts';
import { beganAs, parseJournalProof, verifyJournalProof, type JournalEntry } from '../journal-proof.ts';
import type { Leaf } from '../leaf.ts';
import type { Policy } from '../policy.ts';
import { verifyProof } from '../proof.ts';
import { parseRecord, verifyRecord, type RecordDocument, type RecordOutcome } from '../record.ts';
import { nodeCrypto as c } from './crypto.ts';
import { httpSource } from './source.ts';
import { say, type Lang } from './words.ts';

export type CheckedRecord = {
  readonly record: RecordDocument | undefined;
  readonly outcome: RecordOutcome | undefined;
  /** What is wrong, in words. */
  readonly wrong: readonly string[];
};

/** Reads a record with every leaf and proof over HTTP and checks all of it. */
export async function checkRecordAt(
  site: string,
  rid: string,
  policy: Policy,
  lang: Lang,
): Promise<CheckedRecord> {
  const source = httpSource(site);
  const answer = await fetch(`${site}/records/${encodeURIComponent(rid)}`, {
    headers: { accept: 'application/json' },
  });
  const record = answer.ok ? parseRecord(await answer.json()) : undefined;
  if (!record || record.rid !== rid)
    return { record: undefined, outcome: undefined, wrong: [say('record/malformed', lang)] };
  const wrong: string[] = [];
  const leaves = new Map<number, Uint8Array>();
  for (const { rev, index } of record.revisions) {
    const leaf = await source(`records/${rid}/${rev}/leaf`);
    const proof = await source(`records/${rid}/${rev}/proof`);
    const proven = leaf && proof ? verifyProof(c, policy, leaf, fromUtf8(proof) ?? '') : undefined;
    if (!leaf || !proven) wrong.push(`${rev}: ${say('proof/malformed', lang)}`);
    else if (proven.ok && index !== null && BigInt(index) !== proven.index)
      wrong.push(`${rev}: ${say('proof/not-included', lang)}`);
    else if (!proven.ok) wrong.push(`${rev}: ${say(proven.failure, lang)}`);
    if (leaf) leaves.set(rev, leaf);
  }
  const outcome = verifyRecord(c, record, leaves);
  for (const finding of outcome.findings) {
    const rev = 'rev' in finding ? `${finding.rev}: ` : '';
    wrong.push(`${rev}${say(finding.code, lang)}${'field' in finding ? ` (${finding.field})` : ''}`);
  }
  return { record, outcome, wrong };
}

export type CheckedJournal =
  | { readonly state: 'none' }
  | { readonly state: 'proven'; readonly entry: JournalEntry; readonly anchor: string }
  | { readonly state: 'wrong'; readonly wrong: readonly string[] };

/**
 * Checks the journal proof of a record that was sealed at first: the anchor in the public log, then the
 * path to its root, then that the journal held the very commitments of the record's first leaf.
 */
export async function checkJournalAt(
  site: string,
  rid: string,
  policy: Policy,
  lang: Lang,
  first: Leaf | undefined,
): Promise<CheckedJournal> {
  const bytes = await httpSource(site)(`records/${rid}/journal-proof`);
  if (!bytes) return { state: 'none' };
  const proof = parseJournalProof(fromUtf8(bytes) ?? '');
  if (!proof) return { state: 'wrong', wrong: [say('journal/malformed', lang)] };
  const anchor = await checkRecordAt(site, proof.anchor.rid, policy, lang);
  if (anchor.wrong.length > 0) return { state: 'wrong', wrong: anchor.wrong };
  const leaf = anchor.outcome?.leaves.find((l) => l.rev === proof.anchor.rev);
  const field = anchor.record?.revisions
    .find((revision) => revision.rev === proof.anchor.rev)
    ?.fields.find((f) => f.name === 'root' && f.state === 'open');
  const root = typeof field?.value === 'string' ? fromHex(field.value) : undefined;
  if (leaf?.type !== 'journal' || !root || !verifyJournalProof(c, proof, root))
    return { state: 'wrong', wrong: [say('journal/not-anchored', lang)] };
  if (!beganAs(proof, first)) return { state: 'wrong', wrong: [say('journal/of-another-record', lang)] };
  return { state: 'proven', entry: proof.entry, anchor: leaf.at };
}
