import { canonicalJson } from './canonical-json.ts';
import { fromUtf8, utf8 } from './bytes.ts';

export const LEAF_ACTS = [
  'accept',
  'refuse',
  'oblige',
  'stage',
  'publish',
  'correct',
  'withdraw',
  'redact',
  'restore',
  'anchor',
] as const;
export type LeafAct = (typeof LEAF_ACTS)[number];

/** Kinds of record in the ledger; extended by ADR (DECISIONS §2). */
export const LEAF_TYPES = [
  'power.version',
  'flow.version',
  'rule.version',
  'case',
  'obligation',
  'exception',
  'decision',
  'request',
  'voice',
  'journal',
  'key',
  'schema',
] as const;
export type LeafType = (typeof LEAF_TYPES)[number];

/** One entry of the ledger: a closed object without personal data or free text. */
export type Leaf = {
  readonly v: 'gov-leaf/1';
  readonly act: LeafAct;
  readonly type: LeafType;
  /** A claim, second precision in Z; the checkpoint is the time. */
  readonly at: string;
  /** Code of the legal basis; `demo` for demonstrations. */
  readonly basis: string;
  /** Tree head over the field commitments, hex. */
  readonly cm: string;
  /** Number of fields committed. */
  readonly n: number;
  /** Code of the public body. */
  readonly org: string;
  /** Leaf hash of the revision before, hex; empty for the first. */
  readonly prev: string;
  readonly rev: number;
  readonly rid: string;
  /** Hash of the published field dictionary, hex. */
  readonly schema: string;
};

const SHAPES: Readonly<Record<Exclude<keyof Leaf, 'n' | 'rev' | 'act' | 'type'>, RegExp>> = {
  v: /^gov-leaf\/1$/,
  at: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  basis: /^[a-z0-9][a-z0-9.:/-]{0,63}$/,
  cm: /^[0-9a-f]{64}$/,
  org: /^[0-9A-Z][0-9A-Z-]{0,31}$/,
  prev: /^([0-9a-f]{64})?$/,
  rid: /^[A-Za-z0-9_-]{21}[AQgw]$/,
  schema: /^[0-9a-f]{64}$/,
};
const NAMES = ['act', 'at', 'basis', 'cm', 'n', 'org', 'prev', 'rev', 'rid', 'schema', 'type', 'v'];

/** The bytes of a leaf: its canonical JSON. Throws for a leaf that is not one: that is a bug. */
export function encodeLeaf(leaf: Leaf): Uint8Array<ArrayBuffer> {
  const bytes = utf8(canonicalJson({ ...leaf }));
  if (!parseLeaf(bytes)) throw new TypeError('not a leaf');
  return bytes;
}

/** The leaf bytes stand for; `undefined` unless they are exactly the canonical form of a well-shaped leaf. */
export function parseLeaf(bytes: Uint8Array): Leaf | undefined {
  const text = fromUtf8(bytes);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isLeaf(value)) return undefined;
  return canonicalJson({ ...value }) === text ? value : undefined;
}

function isLeaf(value: unknown): value is Leaf {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  if ([...fields.keys()].sort().join() !== NAMES.join()) return false;
  const isIndex = (x: unknown, least: number): boolean =>
    Number.isSafeInteger(x) && typeof x === 'number' && x >= least;
  return (
    Object.entries(SHAPES).every(([name, shape]) => {
      const member = fields.get(name);
      return typeof member === 'string' && shape.test(member);
    }) &&
    LEAF_ACTS.some((act) => act === fields.get('act')) &&
    LEAF_TYPES.some((type) => type === fields.get('type')) &&
    isIndex(fields.get('n'), 0) &&
    isIndex(fields.get('rev'), 1) &&
    (fields.get('rev') === 1) === (fields.get('prev') === '')
  );
}
