import { toOffsetString } from '#kernel';
import type { Reading } from '#platform/database';
import { findVersion, type PowerVersion } from './power-reader.ts';

/** The newest published version of the power this one is a version of. */
export async function newestPublished(db: Reading, version: PowerVersion): Promise<PowerVersion | undefined> {
  const row = await db
    .selectFrom('power_version')
    .select('id')
    .where('agency_id', '=', version.agencyId)
    .where('power_id', '=', version.powerId)
    .where('state', '=', 'published')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && findVersion(db, version.agencyId, row.id);
}

/** Who edited a power last, by the journal: a person’s name, or what edited it. */
export async function lastEditOf(
  db: Reading,
  version: PowerVersion,
): Promise<{ readonly by: string; readonly at: string } | null> {
  const row = await db
    .selectFrom('journal.row as j')
    .leftJoin('person as w', (join) =>
      join
        .onRef('w.agency_id', '=', 'j.agency_id')
        .on((e) => e.eb(e.cast<string>('w.id', 'text'), '=', e.ref('j.actor_id'))),
    )
    .select(['w.name', 'j.actor_id', 'j.at'])
    .where('j.subject_rid', '=', version.powerId)
    .where('j.agency_id', '=', version.agencyId)
    .where('j.action', 'in', ['power/draft', 'power/edit', 'power/adjust'])
    .orderBy('j.at', 'desc')
    .orderBy('j.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { by: row.name ?? row.actor_id, at: toOffsetString(row.at) } : null;
}
