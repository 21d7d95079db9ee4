import { z } from 'zod';
import type { Reading } from '#platform/database';

const ANSWERS = ['agreed', 'refused'] as const;

const columns = (db: Reading) =>
  db
    .selectFrom('clarification_handover as h')
    .innerJoin('clarification_finding as f', (j) =>
      j.onRef('f.agency_id', '=', 'h.agency_id').onRef('f.id', '=', 'h.finding_id'),
    )
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'h.agency_id').onRef('v.id', '=', 'h.version_id'),
    )
    .innerJoin('agency as giver', 'giver.id', 'h.agency_id')
    .innerJoin('agency as receiver', 'receiver.id', 'h.receiver_id')
    .select(['h.agency_id', 'h.id', 'h.finding_id', 'h.receiver_id', 'h.version_id', 'v.power_id', 'v.name'])
    .select(['giver.name as giver', 'receiver.name as receiver', 'f.state as finding', 'h.text'])
    .select(['h.asked_post', 'h.asked_at', 'h.answer', 'h.reason', 'h.answered_post', 'h.answered_at']);

const Row = z
  .object({
    agency_id: z.string(),
    id: z.string(),
    finding_id: z.string(),
    receiver_id: z.string(),
    version_id: z.string(),
    power_id: z.string(),
    name: z.string(),
    giver: z.string(),
    receiver: z.string(),
    finding: z.enum(['open', 'decided', 'gone']),
    text: z.string(),
    asked_post: z.string(),
    asked_at: z.date(),
    answer: z.enum(ANSWERS).nullable(),
    reason: z.string().nullable(),
    answered_post: z.string().nullable(),
    answered_at: z.date().nullable(),
  })
  .transform((row) => ({
    agencyId: row.agency_id,
    id: row.id,
    findingId: row.finding_id,
    receiverId: row.receiver_id,
    versionId: row.version_id,
    powerId: row.power_id,
    name: row.name,
    giver: row.giver,
    receiver: row.receiver,
    /** Of the finding it was asked about. */
    findingState: row.finding,
    text: row.text,
    askedPost: row.asked_post,
    askedAt: row.asked_at,
    answer: row.answer,
    reason: row.reason ?? '',
    answeredPost: row.answered_post ?? '',
    answeredAt: row.answered_at,
  }));
export type Handover = z.infer<typeof Row>;

/** What was asked about a finding, of whom, and what they answered; the newest first. */
export async function handoversOf(
  db: Reading,
  agencyId: string,
  findingId: string,
): Promise<readonly Handover[]> {
  const rows = await columns(db)
    .where('h.agency_id', '=', agencyId)
    .where('h.finding_id', '=', findingId)
    .orderBy('h.asked_at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(100)
    .execute();
  return z.array(Row).parse(rows);
}

/** What a body was asked to take over, the newest first; only what it has not answered yet and may still, or all. */
export async function handoversTo(
  db: Reading,
  receiverId: string,
  of: { readonly unanswered: boolean; readonly limit: number },
): Promise<readonly Handover[]> {
  const rows = await columns(db)
    .where('h.receiver_id', '=', receiverId)
    .$if(of.unanswered, (q) => q.where('h.answer', 'is', null).where('f.state', '=', 'open'))
    .orderBy('h.id', 'desc')
    .limit(of.limit)
    .execute();
  return z.array(Row).parse(rows);
}

/** One question as the body asked sees it. */
export async function findHandoverTo(
  db: Reading,
  receiverId: string,
  id: string,
): Promise<Handover | undefined> {
  const row = await columns(db)
    .where('h.receiver_id', '=', receiverId)
    .where('h.id', '=', id)
    .executeTakeFirst();
  return row && Row.parse(row);
}
