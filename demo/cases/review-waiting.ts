import { addDays, type LegalDay } from '#kernel';
import { reviewPublication } from '#modules/disclosure';
import { z } from 'zod';
import type { DemoContext } from '../context.ts';
import { must } from '../must.ts';
import type { Book } from './book.ts';
import { clockTime } from './clerk.ts';

const Masks = z.array(
  z
    .object({ start: z.int(), end: z.int(), replacement: z.string(), confirmed: z.boolean().nullable() })
    .loose(),
);

/** The reviewer looks in the afternoon at what waited overnight; what came in the last days still waits. */
export async function reviewWaiting(
  ctx: DemoContext,
  book: Book,
  day: LegalDay,
  today: LegalDay,
): Promise<void> {
  if (day > addDays(today, -5)) return;
  const at = ctx.at(clockTime(day, 16 * 60 + 20, 0));
  const waiting = await ctx.db
    .selectFrom('publication as p')
    .innerJoin('publication_field as f', (j) =>
      j.onRef('f.agency_id', '=', 'p.agency_id').onRef('f.publication_id', '=', 'p.id'),
    )
    .select(['p.agency_id', 'p.id', 'p.row_version', 'f.name', 'f.hits'])
    .where('p.state', '=', 'awaiting-review')
    .where('p.signed_at', '<', clockTime(day, 0, 0))
    .orderBy('p.signed_at')
    .execute();
  for (const id of new Set(waiting.map((one) => one.id))) {
    const fields = waiting.filter((one) => one.id === id);
    const [first] = fields;
    if (!first) continue;
    must(
      await reviewPublication(at, await book.account(first.agency_id, 'publisher', day), {
        agencyId: first.agency_id,
        publicationId: id,
        rowVersion: first.row_version,
        masks: Object.fromEntries(
          fields.map(({ name, hits }) => [
            name,
            Masks.parse(hits)
              .filter(({ confirmed }) => confirmed === null)
              .map(({ start, end, replacement }) => ({ start, end, replacement, confirmed: true })),
          ]),
        ),
      }),
    );
  }
}
