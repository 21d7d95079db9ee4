import { z } from 'zod';
import { ENTRY_KINDS } from '#modules/campaigns/contract';

const Line = z.object({ kind: z.enum(ENTRY_KINDS).optional(), note: z.string() });
const Draft = z.object({ nil: z.boolean(), lines: z.array(z.tuple([z.string(), Line])) });
const Kept = z.object({ rowVersion: z.int(), base: Draft, mine: Draft });

/** What becomes of one power; without a kind it is not listed. */
export type Line = { readonly kind?: z.infer<typeof Line>['kind']; readonly note: string };
/** A return as it is edited: lines by the power. */
export type Draft = { readonly nil: boolean; readonly lines: ReadonlyMap<string, Line> };

const UNLISTED: Line = { note: '' };
const same = (a: Line, b: Line): boolean => a.kind === b.kind && a.note.trim() === b.note.trim();

export function sameDraft(a: Draft, b: Draft): boolean {
  const ids = new Set([...a.lines.keys(), ...b.lines.keys()]);
  return (
    a.nil === b.nil && [...ids].every((id) => same(a.lines.get(id) ?? UNLISTED, b.lines.get(id) ?? UNLISTED))
  );
}

/**
 * What one person typed over `base`, laid over what somebody else stored meanwhile: line by line, whoever changed it; where
 * both did, one's own stands and the power is named in `clashes`.
 */
export function mergeReturn(
  base: Draft,
  mine: Draft,
  theirs: Draft,
): Draft & { readonly clashes: readonly string[] } {
  const lines = new Map<string, Line>();
  const clashes: string[] = [];
  for (const id of new Set([...base.lines.keys(), ...mine.lines.keys(), ...theirs.lines.keys()])) {
    const was = base.lines.get(id) ?? UNLISTED;
    const own = mine.lines.get(id) ?? UNLISTED;
    const other = theirs.lines.get(id) ?? UNLISTED;
    const unchanged = same(was, own);
    if (!unchanged && !same(was, other) && !same(own, other)) clashes.push(id);
    lines.set(id, unchanged ? other : own);
  }
  return { nil: mine.nil === base.nil ? theirs.nil : mine.nil, lines, clashes };
}

const pack = ({ nil, lines }: Draft): z.input<typeof Draft> => ({
  nil,
  lines: [...lines].map(([id, line]) => [id, line]),
});
const unpack = ({ nil, lines }: z.output<typeof Draft>): Draft => ({ nil, lines: new Map(lines) });

export function packKept(kept: {
  readonly rowVersion: number;
  readonly base: Draft;
  readonly mine: Draft;
}): string {
  return JSON.stringify({ rowVersion: kept.rowVersion, base: pack(kept.base), mine: pack(kept.mine) });
}

/** What was typed and not saved; undefined when there is nothing, or nothing that can be read. */
export function unpackKept(
  text: string | null,
): { readonly rowVersion: number; readonly base: Draft; readonly mine: Draft } | undefined {
  if (text === null) return undefined;
  try {
    const { success, data } = Kept.safeParse(JSON.parse(text));
    return success
      ? { rowVersion: data.rowVersion, base: unpack(data.base), mine: unpack(data.mine) }
      : undefined;
  } catch {
    return undefined;
  }
}
