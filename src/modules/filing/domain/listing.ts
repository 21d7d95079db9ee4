import type { Crypto } from '@chengming/ledger-verify';
import { PARTS, type Part } from './package.ts';
import { digestOf } from './seal.ts';

/** What somebody holds of one part: name and SHA-256 of each entry, by code. */
export type Listing = Readonly<Record<string, { readonly name: string; readonly digest: string }>>;
export type Listings = Readonly<Record<Part, Listing>>;

export const NOTHING: Listings = { catalogue: {}, flows: {}, register: {} };

type Entry = { readonly code: string; readonly name: string };

export function listingOf(c: Crypto, entries: readonly Entry[]): Listing {
  return Object.fromEntries(
    entries.map((entry) => [entry.code, { name: entry.name, digest: digestOf(c, entry) }]),
  );
}

/** The digest of a whole part: SHA-256 over the canonical JSON of `[[code, digest], …]` by code. */
export function stateOf(c: Crypto, listing: Listing): string {
  const pairs = Object.entries(listing)
    .map(([code, { digest }]) => [code, digest] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(c, pairs);
}

export type Change = {
  readonly part: Part;
  readonly code: string;
  readonly name: string;
  readonly change: 'new' | 'changed' | 'removed';
};
/** An entry that a package carries or takes off, and what it is against what was filed before; a full package repeats some. */
export type CarriedEntry = Omit<Change, 'change'> & { readonly change: Change['change'] | 'same' };

/** What differs between two listings, part by part, by code. */
export function changesBetween(before: Listings, after: Listings): readonly Change[] {
  return PARTS.flatMap((part): Change[] => {
    const [old, now] = [before[part], after[part]];
    const came = Object.entries(now).flatMap(([code, { name, digest }]): Change[] => {
      const was = Object.hasOwn(old, code) ? old[code] : undefined;
      if (was?.digest === digest) return [];
      return [{ part, code, name, change: was === undefined ? 'new' : 'changed' }];
    });
    const went = Object.entries(old).flatMap(([code, { name }]): Change[] =>
      Object.hasOwn(now, code) ? [] : [{ part, code, name, change: 'removed' }],
    );
    return [...came, ...went].sort((a, b) => (a.code < b.code ? -1 : 1));
  });
}

/** Every entry of a package, what differs from the filing before it first: of a full one also what is filed again unchanged. */
export function carriedBy(
  kind: 'full' | 'changes',
  before: Listings,
  after: Listings,
): readonly CarriedEntry[] {
  const changes = changesBetween(before, after);
  if (kind === 'changes') return changes;
  const repeated = PARTS.flatMap((part) =>
    Object.entries(after[part]).flatMap(([code, { name, digest }]): CarriedEntry[] =>
      Object.hasOwn(before[part], code) && before[part][code]?.digest === digest
        ? [{ part, code, name, change: 'same' }]
        : [],
    ),
  );
  return [...changes, ...repeated];
}

/** A listing after the changes of a part. */
export function applied(c: Crypto, before: Listing, part: PartOfBody, full: boolean): Listing {
  const kept = full ? [] : Object.entries(before).filter(([code]) => !part.removed.includes(code));
  return { ...Object.fromEntries(kept), ...listingOf(c, part.entries) };
}

export type PartOfBody = { readonly entries: readonly Entry[]; readonly removed: readonly string[] };
