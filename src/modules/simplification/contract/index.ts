import { z } from 'zod';
import { MEASURES } from '../domain/side-by-side.ts';

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
