import { sql } from 'kysely';
import { z } from 'zod';
import type { Reading, Tx } from '#platform/database';

/** More than this is not counted on, and no list is longer. */
const MOST = 100;

/** Findings of a body that nobody has decided, counted within bounds. */
export async function countOpen(db: Reading, agencyId: string): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    SELECT count(*) AS n FROM (
      SELECT FROM clarification_finding WHERE agency_id = ${agencyId} AND state = 'open' LIMIT ${MOST}) x`.execute(
    db,
  );
  return Number(rows[0]?.n ?? 0);
}

/** What other bodies answered about findings that are still open, the newest answer first. */
export async function answersThatCame(db: Reading, agencyId: string) {
  const rows = await db
    .selectFrom('clarification_handover as h')
    .innerJoin('clarification_finding as f', (j) =>
      j.onRef('f.agency_id', '=', 'h.agency_id').onRef('f.id', '=', 'h.finding_id'),
    )
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'h.agency_id').onRef('v.id', '=', 'h.version_id'),
    )
    .innerJoin('agency as r', 'r.id', 'h.receiver_id')
    .select(['f.id as findingId', 'v.name as power', 'r.name as receiver', 'h.answer'])
    .where('h.agency_id', '=', agencyId)
    .where('f.state', '=', 'open')
    .where('h.answer', 'is not', null)
    .orderBy('h.answered_at', 'desc')
    .limit(MOST)
    .execute();
  return z.array(Answer).parse(rows);
}
const Answer = z.object({
  findingId: z.uuid(),
  power: z.string(),
  receiver: z.string(),
  answer: z.enum(['agreed', 'refused']),
});

/** Drafts that a body got of powers handed over to it and has not signed yet. */
export async function draftsHanded(db: Reading, receiverId: string) {
  return db
    .selectFrom('clarification_handed as d')
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'd.receiver_id').onRef('v.id', '=', 'd.version_id'),
    )
    .innerJoin('agency as g', 'g.id', 'd.agency_id')
    .select(['v.id as versionId', 'v.name as power', 'g.name as giver'])
    .where('d.receiver_id', '=', receiverId)
    .where('v.state', 'in', ['draft', 'returned'])
    .orderBy('v.id', 'desc')
    .limit(MOST)
    .execute();
}

/** The draft that a body got of a finding's decision, if it was the one to get it. */
export async function findHanded(
  db: Reading,
  of: { readonly agencyId: string; readonly findingId: string; readonly receiverId: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('clarification_handed')
    .select('version_id')
    .where('agency_id', '=', of.agencyId)
    .where('finding_id', '=', of.findingId)
    .where('receiver_id', '=', of.receiverId)
    .executeTakeFirst();
  return row?.version_id ?? null;
}

export async function insertHanded(
  tx: Tx,
  of: {
    readonly agencyId: string;
    readonly findingId: string;
    readonly receiverId: string;
    readonly versionId: string;
  },
): Promise<void> {
  await tx
    .insertInto('clarification_handed')
    .values({
      agency_id: of.agencyId,
      finding_id: of.findingId,
      receiver_id: of.receiverId,
      version_id: of.versionId,
    })
    .execute();
}
