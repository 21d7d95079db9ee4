import { fromHex, toHex } from './bytes.ts';
import { commit, commitmentRoot, fieldValueBytes, isFileValue, type FieldValue } from './commitment.ts';
import { NotCanonical } from './canonical-json.ts';
import type { Crypto } from './crypto.ts';
import { parseLeaf, type Leaf } from './leaf.ts';
import { leafHash } from './merkle.ts';

/** One field of a revision as `/records/{rid}` shows it. */
export type RecordField = {
  readonly name: string;
  readonly commitment: string;
  readonly state: 'open' | 'withheld' | 'erased';
  readonly value?: unknown;
  readonly salt?: string;
};
export type RecordRevision = {
  readonly rev: number;
  readonly index: number | null;
  readonly act: string;
  readonly fields: readonly RecordField[];
};
export type RecordDocument = { readonly rid: string; readonly revisions: readonly RecordRevision[] };

export type RecordFinding =
  | { readonly code: 'record/malformed' }
  | { readonly code: 'record/leaf-malformed'; readonly rev: number }
  | { readonly code: 'record/leaf-of-another-record'; readonly rev: number }
  | { readonly code: 'record/not-chained'; readonly rev: number }
  | { readonly code: 'record/commitments-differ'; readonly rev: number }
  | { readonly code: 'record/field-count-differs'; readonly rev: number }
  | { readonly code: 'record/value-not-committed'; readonly rev: number; readonly field: string }
  | { readonly code: 'record/opened-field-missing'; readonly rev: number; readonly field: string }
  | { readonly code: 'record/field-opened-without-entry'; readonly rev: number; readonly field: string };

export type RecordOutcome = {
  readonly findings: readonly RecordFinding[];
  /** How many fields are open and proven, withheld, erased. */
  readonly open: number;
  readonly withheld: number;
  readonly erased: number;
  /** Fields whose masked form stands beside them in the same revision. */
  readonly masked: readonly string[];
  readonly leaves: readonly Leaf[];
};

/**
 * Checks a record against its leaves: each leaf is well formed, belongs to the record, chains to the one before; the
 * commitments hash to `cm`; each open value with its salt is the one committed. What is withheld or erased keeps its
 * commitment, so nothing can be added or left out unseen.
 */
export function verifyRecord(
  c: Crypto,
  record: RecordDocument,
  leaves: ReadonlyMap<number, Uint8Array>,
): RecordOutcome {
  const findings: RecordFinding[] = [];
  const parsed: Leaf[] = [];
  const masked: string[] = [];
  const count = { open: 0, withheld: 0, erased: 0 };
  let before = '';
  for (const [position, revision] of record.revisions.entries()) {
    const { rev } = revision;
    const bytes = leaves.get(rev);
    const leaf = bytes && parseLeaf(bytes);
    if (!bytes || !leaf) {
      findings.push({ code: 'record/leaf-malformed', rev });
      continue;
    }
    parsed.push(leaf);
    if (leaf.rid !== record.rid || leaf.rev !== rev)
      findings.push({ code: 'record/leaf-of-another-record', rev });
    if (rev !== position + 1 || leaf.prev !== before) findings.push({ code: 'record/not-chained', rev });
    before = toHex(leafHash(c, bytes));
    if (leaf.n !== revision.fields.length) findings.push({ code: 'record/field-count-differs', rev });
    const commitments = revision.fields.map((field) => ({
      name: field.name,
      commitment: fromHex(field.commitment) ?? new Uint8Array(0),
    }));
    const distinct = new Set(commitments.map((f) => f.name)).size === commitments.length;
    if (!distinct || toHex(commitmentRoot(c, commitments)) !== leaf.cm)
      findings.push({ code: 'record/commitments-differ', rev });
    for (const field of revision.fields) {
      count[field.state] += 1;
      if (field.name.endsWith('.masked')) masked.push(field.name.slice(0, -'.masked'.length));
      if (field.state === 'open' && !isCommitted(c, field))
        findings.push({ code: 'record/value-not-committed', rev, field: field.name });
    }
    findings.push(...checkOpened(record, revision));
  }
  if (record.revisions.length === 0) findings.push({ code: 'record/malformed' });
  return { findings, ...count, masked, leaves: parsed };
}

function isCommitted(c: Crypto, field: RecordField): boolean {
  const salt = field.salt === undefined ? undefined : fromHex(field.salt);
  if (salt?.length !== 32 || field.value === undefined) return false;
  try {
    return (
      toHex(commit(c, field.name, salt, fieldValueBytes(asFieldValue(field.value)))) === field.commitment
    );
  } catch (error) {
    // A value without a canonical form was never committed.
    if (error instanceof NotCanonical) return false;
    throw error;
  }
}

/** A value of a record is whatever JSON gave; the commitment decides whether it is the right one. */
function asFieldValue(value: unknown): FieldValue {
  return isFileValue(value) ? value : (value as FieldValue);
}

/**
 * What a revision says it opens must be there, unless a later one erased it, took the record down, or says in `closes` that it
 * withholds the field again.
 */
function checkOpened(record: RecordDocument, revision: RecordRevision): RecordFinding[] {
  const later = record.revisions.filter((r) => r.rev > revision.rev);
  if (later.some((r) => r.act === 'withdraw')) return [];
  const closed = later.flatMap((r) => namedIn(r, 'closes') ?? []);
  const opened = namedIn(revision, 'opens');
  if (opened === undefined) return [];
  return opened.flatMap((entry): RecordFinding[] => {
    if (entry === undefined) return [{ code: 'record/malformed' }];
    const { rev, name } = entry;
    const field = record.revisions.find((r) => r.rev === rev)?.fields.find((f) => f.name === name);
    const again = closed.some((c) => c !== undefined && c.rev === rev && c.name === name);
    return field === undefined || (field.state === 'withheld' && !again)
      ? [{ code: 'record/opened-field-missing', rev: revision.rev, field: String(name) }]
      : [];
  });
}

type Named = { readonly rev: unknown; readonly name: unknown };

/** The fields that `opens` or `closes` of a revision names; nothing when it has none, `undefined` for an entry that is no pair. */
function namedIn(revision: RecordRevision, list: 'opens' | 'closes'): (Named | undefined)[] | undefined {
  const value = revision.fields.find((f) => f.name === list)?.value;
  if (!Array.isArray(value)) return undefined;
  return value.map((entry: unknown) => {
    if (!Array.isArray(entry)) return undefined;
    const [rev, name]: unknown[] = entry;
    return { rev, name };
  });
}

/** Parses `/records/{rid}` without trusting it; `undefined` when it is not a record. */
export function parseRecord(json: unknown): RecordDocument | undefined {
  if (typeof json !== 'object' || json === null || !('rid' in json) || !('revisions' in json))
    return undefined;
  if (typeof json.rid !== 'string' || !Array.isArray(json.revisions)) return undefined;
  const revisions: RecordRevision[] = [];
  for (const item of json.revisions as unknown[]) {
    if (
      typeof item !== 'object' ||
      item === null ||
      !('rev' in item) ||
      !('fields' in item) ||
      typeof item.rev !== 'number' ||
      !Array.isArray(item.fields)
    )
      return undefined;
    const fields: RecordField[] = [];
    for (const entry of item.fields as unknown[]) {
      const field = parseField(entry);
      if (!field) return undefined;
      fields.push(field);
    }
    const index =
      'index' in item && typeof item.index === 'number' && Number.isSafeInteger(item.index)
        ? item.index
        : null;
    revisions.push({ rev: item.rev, index, act: 'act' in item ? String(item.act) : '', fields });
  }
  return { rid: json.rid, revisions };
}

function parseField(entry: unknown): RecordField | undefined {
  if (
    typeof entry !== 'object' ||
    entry === null ||
    !('name' in entry) ||
    !('commitment' in entry) ||
    !('state' in entry)
  )
    return undefined;
  const { name, commitment, state } = entry;
  if (
    typeof name !== 'string' ||
    !name.isWellFormed() ||
    typeof commitment !== 'string' ||
    !/^[0-9a-f]{64}$/.test(commitment)
  )
    return undefined;
  if (state !== 'open' && state !== 'withheld' && state !== 'erased') return undefined;
  return {
    name,
    commitment,
    state,
    ...('value' in entry ? { value: entry.value } : {}),
    ...('salt' in entry && typeof entry.salt === 'string' ? { salt: entry.salt } : {}),
  };
}
