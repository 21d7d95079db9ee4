import type { Tx } from '#platform/database';

/** A question to another body whether it takes a power over; a conflict while the same one is open. */
export async function insertHandover(
  tx: Tx,
  asked: {
    readonly agencyId: string;
    readonly id: string;
    readonly findingId: string;
    readonly receiverId: string;
    readonly versionId: string;
    readonly text: string;
    readonly personId: string;
    readonly postName: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('clarification_handover')
    .values({
      agency_id: asked.agencyId,
      id: asked.id,
      finding_id: asked.findingId,
      receiver_id: asked.receiverId,
      version_id: asked.versionId,
      text: asked.text,
      asked_by: asked.personId,
      asked_post: asked.postName,
      asked_at: asked.at,
    })
    .execute();
}

/** What the body says, for good; false when it was answered before or the finding is settled. */
export async function answerQuestion(
  tx: Tx,
  question: { readonly agencyId: string; readonly id: string },
  said: {
    readonly answer: 'agreed' | 'refused';
    readonly reason: string;
    readonly personId: string;
    readonly postName: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('clarification_handover as h')
    .set({
      answer: said.answer,
      reason: said.reason,
      answered_by: said.personId,
      answered_post: said.postName,
      answered_at: said.at,
    })
    .where('h.agency_id', '=', question.agencyId)
    .where('h.id', '=', question.id)
    .where('h.answer', 'is', null)
    .where((e) =>
      e.exists(
        e
          .selectFrom('clarification_finding as f')
          .select('f.id')
          .whereRef('f.agency_id', '=', 'h.agency_id')
          .whereRef('f.id', '=', 'h.finding_id')
          .where('f.state', '=', 'open'),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
