import { z } from 'zod';

const places = z.array(z.int().min(0));

/**
 * Where a case stands: positions of nodes and edges in its flow table, sorted, at most 200 bytes as JSON.
 * `o` open steps, `j` edges whose token waits at a join, `f` timers that fired without interrupting their open step,
 * `e` the end the case reached (side branches may still be open then).
 */
export const markingSchema = z.strictObject({
  o: places,
  j: places.optional(),
  f: places.optional(),
  e: z.int().min(0).optional(),
});
export type Marking = z.infer<typeof markingSchema>;

export const MAX_MARKING_BYTES = 200;

export interface Places {
  readonly open: ReadonlySet<number>;
  readonly joins: ReadonlySet<number>;
  readonly fired: ReadonlySet<number>;
  readonly ended: number | undefined;
}

const sorted = (set: ReadonlySet<number>) => [...set].toSorted((a, b) => a - b);

export function toMarking({ open, joins, fired, ended }: Places): Marking {
  return {
    o: sorted(open),
    ...(joins.size > 0 && { j: sorted(joins) }),
    ...(fired.size > 0 && { f: sorted(fired) }),
    ...(ended !== undefined && { e: ended }),
  };
}

export function toPlaces({ o, j, f, e }: Marking): Places {
  return { open: new Set(o), joins: new Set(j), fired: new Set(f), ended: e };
}
