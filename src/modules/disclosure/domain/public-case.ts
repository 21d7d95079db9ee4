import { LegalDay } from '#kernel';

/** A revision as the ledger answers for it: open fields with values, closed ones without. */
export type SeenRevision = {
  readonly rev: number;
  readonly act: string;
  readonly fields: readonly {
    readonly name: string;
    readonly state: 'open' | 'withheld' | 'erased';
    readonly value?: unknown;
  }[];
};

export type PublicCase = {
  readonly number: string | null;
  /** Whether the item itself was opened; else lists hide it while it is rare. */
  readonly powerCode: string | null;
  readonly state: string;
  readonly closed: boolean;
  readonly acceptedOn: LegalDay;
  readonly dueOn: LegalDay | null;
  /** Whether a published result was decided by its day; null while there is none, or no day. */
  readonly inTime: boolean | null;
  readonly newestRev: number;
  /** Texts by which it may be found, from open fields only. */
  readonly words: readonly string[];
};

const CLOSED: ReadonlySet<string> = new Set([
  'not-accepted',
  'served',
  'closed',
  'withdrawn',
  'returned',
  'terminated',
  'sealed',
]);
const FOUND_BY = ['number', 'party', 'decision', 'decisionNumber', 'content'];

/** What society may see of a case, from its covered revisions alone; nothing once it is withdrawn or before it is committed. */
export function toPublicCase(revisions: readonly SeenRevision[]): PublicCase | undefined {
  const [first, last] = [revisions[0], revisions.at(-1)];
  if (first === undefined || last === undefined || revisions.some(({ act }) => act === 'withdraw'))
    return undefined;
  const open = new Map<string, unknown>();
  for (const { fields } of revisions)
    for (const field of fields) if (field.state === 'open') open.set(field.name, field.value);
  const text = (name: string): string | null => {
    const value = open.get(name);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const day = (name: string): LegalDay | null => LegalDay.safeParse(open.get(name)).data ?? null;
  const began = day('acceptedOn') ?? day('receivedOn') ?? day('decidedOn');
  if (began === null) return undefined;
  const [dueOn, decidedOn] = [day('dueOn'), day('decidedOn')];
  const result = text('power') !== null && text('decision') !== null;
  const state = text('state') ?? (first.act === 'refuse' ? 'not-accepted' : 'accepted');
  return {
    number: text('number'),
    powerCode: text('power'),
    state,
    closed: CLOSED.has(state),
    acceptedOn: began,
    dueOn,
    inTime: result && dueOn !== null && decidedOn !== null ? decidedOn <= dueOn : null,
    newestRev: last.rev,
    words: FOUND_BY.flatMap((name) => text(name) ?? []),
  };
}

/** Lists hide the item of a committed case while fewer than this many cases of it are running (DECISIONS §3). */
export const RARE = 5;

export function showsItem(itemOpen: boolean, running: number): boolean {
  return itemOpen || running >= RARE;
}
