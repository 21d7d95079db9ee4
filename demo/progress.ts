import { z } from 'zod';
import type { AppContext } from '#platform/context';

const Progress = z.object({
  done: z.array(z.string()),
  total: z.number().int(),
  complete: z.boolean(),
  startedOn: z.iso.date(),
  /** The last day of cases that was lived whole. */
  livedThrough: z.iso.date().optional(),
});
export type Progress = z.infer<typeof Progress>;

const NAME = 'demo.progress';

/** How far the demonstration has been loaded; a loader that was killed goes on from here. */
export async function readProgress(ctx: Pick<AppContext, 'db'>): Promise<Progress | undefined> {
  const row = await ctx.db.selectFrom('setting').select('value').where('name', '=', NAME).executeTakeFirst();
  return row && Progress.parse(row.value);
}

export async function writeProgress(ctx: Pick<AppContext, 'db'>, progress: Progress): Promise<void> {
  const value = JSON.stringify(progress);
  await ctx.db
    .insertInto('setting')
    .values({ name: NAME, value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
}
