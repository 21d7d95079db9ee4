import { sql } from 'kysely';
import type { Rid } from '#kernel';
import { committedFields, findRecord } from '#modules/ledger';
import type { Tx } from '#platform/database';
import { cutForSearch } from '#platform/search';
import { toPublicCase } from '../domain/public-case.ts';

/**
 * Makes the row of a case again from what the ledger lets society see now, and counts its item again; a case that was
 * taken down has no row. The value of the committed item is read for counting only.
 */
export async function projectCase(tx: Tx, agencyId: string, rid: Rid, now: Date): Promise<void> {
  const before = await tx
    .deleteFrom('public_case')
    .where('agency_id', '=', agencyId)
    .where('rid', '=', rid)
    .returning(['power_code', 'in_time'])
    .executeTakeFirst();
  const record = await findRecord(tx, rid);
  const seen = record?.type === 'case' ? toPublicCase(record.revisions) : undefined;
  let powerCode = before?.power_code ?? null;
  if (seen !== undefined) {
    const committed = await committedFields(tx, rid);
    const power = committed.find(({ name }) => name === 'power')?.value;
    powerCode = seen.powerCode ?? (typeof power === 'string' ? power : powerCode);
    const natural = committed.some(({ audience }) => audience === 'party');
    await tx
      .insertInto('public_case')
      .values({
        agency_id: agencyId,
        rid,
        number: seen.number,
        power_code: powerCode,
        item_open: seen.powerCode !== null,
        state: seen.state,
        closed: seen.closed,
        accepted_on: seen.acceptedOn,
        due_on: seen.dueOn,
        in_time: seen.inTime,
        natural_person: natural,
        newest_rev: seen.newestRev,
        changed_at: now,
        search:
          natural || seen.number === null
            ? null
            : sql<string>`to_tsvector('simple', ${seen.words.map(cutForSearch).join(' ')})`,
      })
      .execute();
  }
  if (powerCode !== null)
    await countItem(tx, agencyId, powerCode, { was: before?.in_time ?? null, is: seen?.inTime ?? null });
}

/** Running cases are counted again, which costs what is open; results by what this case changed. */
async function countItem(
  tx: Tx,
  agencyId: string,
  powerCode: string,
  inTime: { readonly was: boolean | null; readonly is: boolean | null },
): Promise<void> {
  const { n } = await tx
    .selectFrom('public_case')
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('agency_id', '=', agencyId)
    .where('power_code', '=', powerCode)
    .where('closed', '=', false)
    .executeTakeFirstOrThrow();
  const finished = Number(inTime.is !== null) - Number(inTime.was !== null);
  const kept = Number(inTime.is === true) - Number(inTime.was === true);
  const running = Number(n);
  await tx
    .insertInto('public_item')
    .values({ agency_id: agencyId, power_code: powerCode, running, finished, in_time: kept })
    .onConflict((c) =>
      c.columns(['agency_id', 'power_code']).doUpdateSet((e) => ({
        running,
        finished: e('public_item.finished', '+', finished),
        in_time: e('public_item.in_time', '+', kept),
      })),
    )
    .execute();
}

/** Ends every cached page: what stands on them changed without a new checkpoint. */
export async function turnEpoch(tx: Tx): Promise<void> {
  await tx
    .updateTable('publication_epoch')
    .set((eb) => ({ epoch: eb('epoch', '+', 1n) }))
    .execute();
  await sql`SELECT pg_notify('epoch', '')`.execute(tx);
}
