import { z } from 'zod';
import { MEASURES } from '../domain/side-by-side.ts';
import { HINTS } from '../domain/waste.ts';

export { FEW, type Hint } from '../domain/waste.ts';
export { MEASURES, type Measure } from '../domain/side-by-side.ts';

const Count = z.int().min(0);
const CountsView = z.object({
  steps: Count.optional(),
  materials: Count.optional(),
  days: z.object({ n: z.int(), unit: z.enum(['wd', 'cd', 'month', 'year']) }).optional(),
  visits: Count.optional(),
  fees: Count.optional(),
});
export type CountsView = z.infer<typeof CountsView>;

/** The same item elsewhere, beside the counts of the version that was asked for (C8). */
export const Elsewhere = z.object({
  /** Null while the version has no basic code: there is nothing to find it by. */
  basicCode: z.string().nullable(),
  own: CountsView,
  others: z.array(
    z.object({
      where: z.enum(['here', 'filed', 'reference']),
      body: z.string(),
      name: z.string(),
      code: z.string().nullable(),
      counts: CountsView,
      less: z.array(z.enum(MEASURES)),
      more: z.array(z.enum(MEASURES)),
    }),
  ),
  /** There are more than are shown. */
  cut: z.boolean(),
});
export type Elsewhere = z.infer<typeof Elsewhere>;

/** A number of cases; null where it is below `FEW`. */
const Told = Count.nullable();

/** How the closed cases of a version went, and what that suggests looking at (C8). */
export const Handled = z.object({
  /** So many cases have to be closed before anything is said. */
  enough: z.int(),
  /** Null while there are not enough: working days, and the share of the time in which nobody was to work. */
  cases: z.object({ n: Count, median: Count, p90: Count, waiting: Count }).nullable(),
  steps: z.array(
    z.object({
      node: z.string(),
      name: z.string(),
      /** The article that demands it: it cannot be left out without changing the law. */
      article: z.string().nullable(),
      cases: Count,
      median: Count,
      p90: Count,
      limit: Count.optional(),
      late: Told,
      share: Count,
      waits: z.boolean(),
      returns: Told,
      always: z.string().nullable(),
      hints: z.array(z.enum(HINTS)),
    }),
  ),
  materials: z.array(z.object({ name: z.string(), asked: Told, hints: z.array(z.enum(HINTS)) })),
});
export type Handled = z.infer<typeof Handled>;
