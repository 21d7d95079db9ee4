import { z } from 'zod';
import { LegalDay } from '#kernel';

/** An approved departure of a case from its flow, as its ledger record tells it (C5). */
export const Departure = z.object({
  kind: z.enum(['jump', 'move']),
  on: LegalDay,
  ground: z.string(),
  /** Record of the flow version that a moved case runs on; not told of a rare item before its result is public. */
  flow: z.string().optional(),
});
export type Departure = z.infer<typeof Departure>;

/** The departures that a revision of a case tells of, in their order; what is not one is left out. */
export function departuresOf(value: unknown): readonly Departure[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => Departure.safeParse(one).data ?? []);
}

export type TellingRevision = {
  readonly index: number | null;
  readonly fields: readonly { readonly name: string; readonly state: string; readonly value?: unknown }[];
};

export type Move = {
  readonly on: LegalDay;
  readonly ground: string;
  readonly flow: string | undefined;
  /** Ledger entry that first told of it; null while there is none. */
  readonly entry: number | null;
};

/** The last move of a case to a newer version of its flow: from then on it runs on that one (C5). */
export function lastMove(revisions: readonly TellingRevision[]): Move | undefined {
  const told = revisions.flatMap(({ index, fields }) =>
    fields
      .filter(({ name, state }) => name === 'deviations' && state === 'open')
      .map(({ value }) => ({ index, departures: departuresOf(value) })),
  );
  const all = told.at(-1)?.departures ?? [];
  const at = all.findLastIndex(({ kind }) => kind === 'move');
  const move = all[at];
  if (move === undefined) return undefined;
  // The list only grows, so the first that is long enough told of it.
  const first = told.find(({ departures }) => departures.length > at);
  return { on: move.on, ground: move.ground, flow: move.flow, entry: first?.index ?? null };
}
